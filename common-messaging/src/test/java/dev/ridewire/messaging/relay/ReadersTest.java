package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.relay.RelayProperties.Reader;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two things can read the WAL; every other test is of the one that does by default. */
class ReadersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    private static final long EVENTS = 50;

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");

    @ParameterizedTest
    @EnumSource(Reader.class)
    void whateverReadsEventsComeInOrderAndTheSlotFollows(Reader reader) {
        var rideId = UUID.randomUUID().toString();
        try (var service = start(reader); var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            record(service, rideId, 1);

            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).equals(versions(1, EVENTS)));
            long end = service.number("select pg_current_wal_insert_lsn() - '0/0'");
            await().atMost(PATIENCE).until(() -> service.number("""
                    select confirmed_flush_lsn - '0/0' from pg_replication_slots
                     where slot_name = current_database() || '_outbox'""") >= end);
            assertThat(service.number("""
                    select count(*) from pg_replication_slots, outbox_watermark
                     where slot_name = current_database() || '_outbox' and confirmed_flush_lsn > published_lsn"""))
                    .isZero();
        }
    }

    @Test
    void oneContinuesWhereTheOtherStopped() {
        var rideId = UUID.randomUUID().toString();
        try (var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            long first = 1;
            for (var reader : List.of(Reader.DEBEZIUM, Reader.PGJDBC, Reader.DEBEZIUM)) {
                try (var service = start(reader)) {
                    record(service, rideId, first);
                    long last = first + EVENTS - 1;
                    await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(last));
                    assertThat(service.count("ridewire.relay.republished")).isZero();
                    first = last + 1;
                }
            }
            assertThat(rides.versionsOf(rideId).stream().distinct().toList()).isEqualTo(versions(1, first - 1));
        }
    }

    private TestService start(Reader reader) {
        return TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.reader=" + reader);
    }

    private static void record(TestService service, String rideId, long first) {
        versions(first, first + EVENTS - 1).forEach(version -> service.record(ride(rideId, version)));
    }

    private static List<Long> versions(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
