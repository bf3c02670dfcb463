package dev.ridewire.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.parts.CountingProxy;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The cost of a statement on the wire: a transaction of one statement keeps its locks until the last of its round
 * trips.
 */
class RoundTripsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private CountingProxy proxy;
    private ConnectionPool pool;
    private DatabaseClient client;

    @BeforeEach
    void connect() throws IOException {
        ServiceDatabase database = TestParts.postgres().freshDatabase("booking");
        proxy = new CountingProxy(database.port());
        // One connection, so that no other is set up meanwhile.
        pool = BoundedPool.of(TestDatabases.settingsOf(database, Map.of(
                "ridewire.database.port", Integer.toString(proxy.port()),
                "ridewire.database.pool.initial-size", "1",
                "ridewire.database.pool.max-size", "1")));
        client = DatabaseClient.create(pool);
        // Connects, and has the statement prepared.
        squareOf(1);
    }

    @AfterEach
    void disconnect() throws IOException {
        pool.dispose();
        proxy.close();
    }

    @Test
    void aStatementIsOneRoundTripWithItsCommit() {
        long before = proxy.roundTrips();

        for (int number = 0; number < 10; number++) {
            assertThat(squareOf(number)).isEqualTo(number * number);
        }

        assertThat(proxy.roundTrips() - before).isEqualTo(10);
    }

    private int squareOf(int number) {
        return Objects.requireNonNull(client.sql("select :number * :number").bind("number", number)
                .mapValue(Integer.class).one().block(PATIENCE));
    }
}
