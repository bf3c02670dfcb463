package dev.ridewire.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class AddressLimitsTest {
    private final AddressLimits limits = new AddressLimits(1, 1, 10, "");

    @Test
    void eachAddressHasALimitOfItsOwn() {
        assertThat(isLetIn("192.0.2.1")).isTrue();
        assertThat(isLetIn("192.0.2.1")).isFalse();
        assertThat(isLetIn("192.0.2.2")).isTrue();
    }

    @Test
    void theAddressesOfOneNetworkOfVersionSixCountAsOne() {
        assertThat(isLetIn("2001:db8:1:2::1")).isTrue();
        assertThat(isLetIn("2001:db8:1:2:ffff::2")).isFalse();
        assertThat(isLetIn("2001:db8:1:3::1")).isTrue();
    }

    @Test
    void theEdgeNamesTheAddressOnlyWhereAnOperatorSaysSo() {
        var behindAnEdge = new AddressLimits(1, 1, 10, "X-Real-IP");
        for (String client : new String[]{"192.0.2.1", "192.0.2.2"}) {
            var request = MockServerHttpRequest.get("/").header("X-Real-IP", client)
                    .remoteAddress(new InetSocketAddress("192.0.2.9", 1)).build();

            assertThat(behindAnEdge.isLetIn(request)).isTrue();
            assertThat(limits.isLetIn(request)).isEqualTo(client.equals("192.0.2.1"));
        }
    }

    private boolean isLetIn(String address) {
        return limits.isLetIn(
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(address, 1)).build());
    }
}
