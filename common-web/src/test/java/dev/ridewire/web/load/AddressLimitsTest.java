package dev.ridewire.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class AddressLimitsTest {
    private final AddressLimits limits = new AddressLimits(1, 1, 10, "");
    private final AddressLimits behindAnEdge = new AddressLimits(1, 1, 10, "X-Real-IP");

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
        for (String client : new String[]{"192.0.2.1", "192.0.2.2"}) {
            var request = named(client);

            assertThat(behindAnEdge.isLetIn(request)).isTrue();
            assertThat(limits.isLetIn(request)).isEqualTo(client.equals("192.0.2.1"));
        }
    }

    @Test
    void theNamedAddressesOfOneNetworkOfVersionSixCountAsOne() {
        assertThat(behindAnEdge.isLetIn(named("2001:db8:1:2::1"))).isTrue();
        assertThat(behindAnEdge.isLetIn(named("2001:DB8:1:2:ffff::2"))).isFalse();
        assertThat(behindAnEdge.isLetIn(named("2001:db8:1:3::1"))).isTrue();
    }

    @Test
    void anAddressCountsAsOneHoweverItIsWritten() {
        assertThat(behindAnEdge.isLetIn(named("192.0.2.1"))).isTrue();
        assertThat(behindAnEdge.isLetIn(named("::ffff:192.0.2.1"))).isFalse();
        assertThat(behindAnEdge.isLetIn(named("::ffff:c000:0201"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "192.0.2.1, 192.0.2.2", "192.0.2.256", "fe80::1%nowhere", "localhost"})
    void aHeaderWithoutAnAddressCountsAsTheConnection(String garbage) {
        assertThat(behindAnEdge.isLetIn(named("192.0.2.9"))).isTrue();

        assertThat(behindAnEdge.isLetIn(named(garbage))).isFalse();
        assertThat(behindAnEdge.isLetIn(named("x".repeat(8_000)))).isFalse();
    }

    private static MockServerHttpRequest named(String client) {
        return MockServerHttpRequest.get("/").header("X-Real-IP", client)
                .remoteAddress(new InetSocketAddress("192.0.2.9", 1)).build();
    }

    private boolean isLetIn(String address) {
        return limits.isLetIn(
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(address, 1)).build());
    }
}
