package dev.ridewire.simulator;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the services.
 *
 * @param traces Zipkin's address; null if there is no Zipkin
 */
public record Addresses(URI booking, URI dispatch, URI tracking, @Nullable URI traces) {
    public Addresses {
        Objects.requireNonNull(booking, "booking");
        Objects.requireNonNull(dispatch, "dispatch");
        Objects.requireNonNull(tracking, "tracking");
    }

    /**
     * Returns the usual ports of a host.
     *
     * @param host like {@code http://127.0.0.1}; a port or a path in it is ignored
     */
    public static Addresses on(URI host) {
        return new Addresses(port(host, 8081), port(host, 8082), port(host, 8083), port(host, 9411));
    }

    private static URI port(URI host, int port) {
        return URI.create("%s://%s:%d".formatted(host.getScheme(), host.getHost(), port));
    }
}
