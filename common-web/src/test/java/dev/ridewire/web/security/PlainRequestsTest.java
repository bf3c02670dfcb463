package dev.ridewire.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/** The short way around the firewall is open only to requests that the firewall lets pass. */
class PlainRequestsTest {
    private static final String ALPHABET = "/a0.-_;%2fFeE5cC\\?:@~+,";
    private static final int PATHS = 200_000;
    private static final int LONGEST = 9;

    private final StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/rides", "/v1/rides/0199-ab_c", "/v3/api-docs.yaml", "/a.b/c..d", ""})
    void usualPathsArePlain(String path) {
        assertThat(PlainRequests.isPlainPath(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/v1//rides", "/.", "/..", "/a/../b", "/a;b", "/a%2e", "/a\\b", "/ä", "/a b",
            "/a\u0000"})
    void otherPathsGoThroughTheFirewall(String path) {
        assertThat(PlainRequests.isPlainPath(path)).isFalse();
    }

    @Test
    void theFirewallLetsEveryPlainPathPass() {
        var random = new Random(1);
        var plain = new AtomicInteger();
        for (int i = 0; i < PATHS; i++) {
            String path = random.ints(1 + random.nextInt(LONGEST), 0, ALPHABET.length())
                    .collect(() -> new StringBuilder("/"), (text, c) -> text.append(ALPHABET.charAt(c)),
                            StringBuilder::append)
                    .toString();
            if (PlainRequests.isPlainPath(path)) {
                plain.incrementAndGet();
                assertThat(isRefused(path)).as(path).isFalse();
            }
        }
        assertThat(plain).hasValueGreaterThan(PATHS / 1_000);
    }

    private boolean isRefused(String path) {
        var request = MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://localhost" + path)).build();
        try {
            firewall.getFirewalledExchange(MockServerWebExchange.from(request)).block();
            return false;
        } catch (ServerExchangeRejectedException e) {
            return true;
        }
    }
}
