package dev.ridewire.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.socket.CloseStatus;

/** The bounds of slow requests do not end a socket, however long the driver stands still. */
@TestPropertySource(properties = {"ridewire.load.client.read=200ms", "ridewire.load.client.request=400ms"})
class QuietSocketTest extends OnRealParts {
    @Test
    void aSocketOutlivesTheTimeInWhichARequestMustArrive() {
        String driver = "bob-" + UUID.randomUUID();
        var socket = new DriverSocket(port, ISSUER.token("driver", driver));
        try {
            socket.send(1, point());
            await().until(() -> socket.has("ack"));

            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10))
                    .until(() -> socket.closed().equals(CloseStatus.NO_STATUS_CODE));

            socket.send(2, point());
            await().until(() -> socket.answers().size() == 2);
            assertThat(socket.answers().getLast()).containsEntry("type", "ack").containsEntry("seq", 2);
        } finally {
            socket.cut();
        }
    }

    private static String point() {
        return "{\"lat\":40.7,\"lng\":-74,\"recordedAt\":\"%s\"}".formatted(Instant.now());
    }
}
