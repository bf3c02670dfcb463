package dev.ridewire.web.load;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The requests that one network address may send to endpoints without an access token. All addresses of an IPv6 network
 * (/64) count as one, because a client chooses among them.
 */
public final class AddressLimits {
    private static final int NETWORK_BYTES = 8;

    private final PersonalLimits limits;
    private final String header;

    /**
     * @param burst     requests at once, after a pause
     * @param perMinute requests in the long run
     * @param addresses number of addresses whose requests are counted
     * @param header    the header in which the edge names the client's address; empty if there is no such edge. The
     *                      connection's address counts in place of a value that is no address.
     */
    public AddressLimits(int burst, int perMinute, int addresses, String header) {
        this.limits = new PersonalLimits(new Allowance("address", burst, perMinute, Duration.ofMinutes(1)), addresses,
                LoadAutoConfiguration.ELAPSED);
        this.header = header;
    }

    /** Counts a request, and reports whether it is within the limit. */
    public boolean isLetIn(ServerHttpRequest request) {
        return limits.take(addressOf(request)).isConsumed();
    }

    private String addressOf(ServerHttpRequest request) {
        InetAddress named = namedIn(request);
        if (named != null) {
            return networkOf(named);
        }
        @Nullable
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null ? "unknown" : networkOf(remote.getAddress());
    }

    private @Nullable InetAddress namedIn(ServerHttpRequest request) {
        @Nullable
        String named = header.isEmpty() ? null : request.getHeaders().getFirst(header);
        if (named == null) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(named);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String networkOf(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }
}
