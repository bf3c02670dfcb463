package dev.ridewire.tracking.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.tracking.application.ForgettingPositions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class PostgresPositionsTest {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final DatabaseClient DATABASE = MigratedDatabase.client();
    private static final PostgresPositions POSITIONS = new PostgresPositions(
            DATABASE, new WriteBehind.Bounds(10, 10, Duration.ofSeconds(1)));

    @AfterAll
    static void close() {
        POSITIONS.close();
    }

    @Test
    void positionsAreForgottenAfterADayInBatchesAndYoungerOnesStay() {
        drove("old", NOW.minus(Duration.ofHours(26)));
        drove("older", NOW.minus(Duration.ofHours(27)));
        drove("oldest", NOW.minus(Duration.ofHours(28)));
        drove("young", NOW.minus(Duration.ofHours(23)));
        var forgetting = new ForgettingPositions(POSITIONS, Duration.ofDays(1), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(forgetting.forget(2).block(BOUND)).as("there may be more").isTrue();
        assertThat(forgetting.forget(2).block(BOUND)).as("that was the last of them").isFalse();

        assertThat(DATABASE.sql("select driver_id from driver_position").map(row -> row.get(0, String.class)).all()
                .collectList().block(BOUND)).containsExactly("young");
    }

    private static void drove(String driver, Instant at) {
        DATABASE.sql("insert into driver_position values (:driver, :second, :at, 1, 1)").bind("driver", driver)
                .bind("second", at.getEpochSecond()).bind("at", at).then().block(BOUND);
    }
}
