package dev.ridewire.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Patience TWICE = new Patience(2, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO);

    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private final List<String> tokensSeen = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private final ApiClient client = new ApiClient(InstantSource.system(), Instant.MAX);
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            try (exchange) {
                tokensSeen.add(exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] body = """
                        {"type": "/problems/illegal-state", "currentState": "CANCELLED"}"""
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(statuses.removeFirst(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        client.close();
    }

    @Test
    void anExpiredTokenIsRenewedOnce() throws InterruptedException {
        statuses.addAll(List.of(401, 200));
        assertThat(send()).isInstanceOf(Answer.Done.class);
        assertThat(tokensSeen).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void aTokenThatIsRefusedAgainIsRefused() throws InterruptedException {
        statuses.addAll(List.of(401, 401));
        assertThat(send()).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void aRefusalSaysWhatStoodInTheWay() throws InterruptedException {
        statuses.add(409);
        assertThat(send()).isEqualTo(new Answer.Refused<Reply>(409, "illegal-state", "CANCELLED"));
    }

    @Test
    void attemptsAreBounded() throws InterruptedException {
        statuses.addAll(List.of(429, 503, 200));
        assertThat(send()).isEqualTo(new Answer.Unanswered<Reply>("status 503"));
    }

    @Test
    void nobodyThereIsNoAnswer() throws InterruptedException {
        server.stop(0);
        assertThat(send()).isInstanceOf(Answer.Unanswered.class);
    }

    private Answer<Reply> send() throws InterruptedException {
        var account = new Account(client, (role, name) -> "token-" + tokensGiven.incrementAndGet(), "rider", "alice");
        URI uri = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
        return account.send(Call.get(uri).with(TWICE));
    }
}
