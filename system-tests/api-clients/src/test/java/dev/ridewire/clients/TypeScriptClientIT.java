package dev.ridewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.booking.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rides of typescript/src/riding.test.ts, which typescript/build has compiled. */
class TypeScriptClientIT extends BookingForApps {
    private static final Path TESTS = Path.of("typescript", "target", "riding.test.js");
    private static final Path OUTPUT = Path.of("target", "typescript-client.txt");

    @Test
    void itTakesItsRides() throws IOException {
        String rider = "rider-" + UUID.randomUUID();
        String driver = "driver-" + UUID.randomUUID();
        var command = new ProcessBuilder("node", "--test-reporter=spec", TESTS.toString())
                .redirectErrorStream(true).redirectOutput(OUTPUT.toFile());
        command.environment().putAll(Map.of("BOOKING", address(),
                "LONELY_RIDER_TOKEN", Tokens.of("rider", "lonely-" + rider),
                "RIDER_TOKEN", Tokens.of("rider", rider),
                "DRIVER_TOKEN", Tokens.of("driver", driver)));

        Process app = command.start();
        try {
            await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50)).until(() -> {
                playDispatchAndTracking(rider, driver);
                return !app.isAlive();
            });
        } finally {
            app.destroyForcibly();
        }
        assertThat(app.exitValue()).as(Files.readString(OUTPUT)).isZero();
    }
}
