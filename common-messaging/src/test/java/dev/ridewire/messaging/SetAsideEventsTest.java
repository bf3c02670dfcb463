package dev.ridewire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.deadletter.SetAsideEvent;
import dev.ridewire.messaging.deadletter.SetAsideEvents;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events that Kafka refused, in the hands of people who use the application's role. */
class SetAsideEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ServiceDatabase DATABASE = TestParts.postgres().freshDatabase("booking");
    private static TestService service;
    private static SetAsideEvents events;

    private final UUID id = UUID.randomUUID();
    private final String rideId = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws SQLException {
        service = TestService.start(DATABASE, TestParts.kafka().bootstrapServers());
        events = SetAsideEvents.connect(DATABASE.jdbcUrl(), DATABASE.appUser(), DATABASE.appPassword());
    }

    @AfterAll
    static void stop() throws SQLException {
        events.close();
        service.close();
    }

    @Test
    void theyAreListedWithWhatKafkaSaid() throws SQLException {
        setAside();

        assertThat(events.find(id)).hasValueSatisfying(event -> {
            assertThat(event.aggregateId()).isEqualTo(rideId);
            assertThat(event.version()).isEqualTo(7);
            assertThat(event.reason()).isEqualTo("too large");
            assertThat(event.payload()).containsExactly(1, 2, 3);
        });
        assertThat(events.list(1_000)).extracting(SetAsideEvent::id).contains(id);
        assertThat(events.count()).isPositive();
    }

    @Test
    void aRedrivenOneIsPublishedByTheRelay() throws SQLException {
        setAside();

        assertThat(events.redrive(id)).isTrue();

        assertThat(events.find(id)).isEmpty();
        try (var rides = new TopicReader(TestParts.kafka().bootstrapServers(), EventStreams.RIDES.topic())) {
            await().atMost(PATIENCE).until(() -> !rides.of(rideId).isEmpty());
        }
        assertThat(events.redrive(id)).as("it is not here any more").isFalse();
    }

    @Test
    void aDiscardedOneIsForgotten() throws SQLException {
        setAside();

        assertThat(events.discard(id)).isTrue();

        assertThat(events.find(id)).isEmpty();
        assertThat(events.discard(id)).isFalse();
        assertThat(service.number("select count(*) from outbox where id = '%s'".formatted(id))).isZero();
    }

    private void setAside() {
        service.execute(
                """
                insert into outbox_set_aside (id, topic, aggregate_id, type, source, version, occurred_at, payload, reason)
                values ('%s', '%s', '%s', '%s', '/ridewire/booking', 7, now(), '\\x010203', 'too large')"""
                        .formatted(id, EventStreams.RIDES.topic(), rideId, EventStreams.RIDES.typeOf("RideRequested")));
    }
}
