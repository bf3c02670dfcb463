package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes to the publication while the relay streams from it. The server tells a reader nothing of them. */
class AlteredPublicationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private static ServiceDatabase database;
    private static TestService service;
    private static OutboxRelay relay;
    private static TopicReader rides;

    @BeforeAll
    static void relayStreams() {
        database = TestParts.postgres().freshDatabase("booking");
        rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());
        service = TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.max-backoff=500ms");
        relay = service.bean(OutboxRelay.class);
        await().atMost(PATIENCE).until(() -> relay.state() == RelayState.STREAMING);
    }

    @AfterAll
    static void stop() {
        service.close();
        rides.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "", textBlock = """
            dropped and created again | drop publication %1$s                         | create publication %1$s for table outbox with (publish = 'insert', publish_via_partition_root = true)
            without inserts           | alter publication %1$s set (publish = '')     | alter publication %1$s set (publish = 'insert')
            without the table         | alter publication %1$s drop table outbox      | alter publication %1$s add table outbox
            with a row filter         | alter publication %1$s set table outbox where (version > 1) | alter publication %1$s set table outbox
            with a column list        | alter publication %1$s set table outbox (id)  | alter publication %1$s set table outbox
            by partitions             | alter publication %1$s set (publish_via_partition_root = false) | alter publication %1$s set (publish_via_partition_root = true)
            """)
    void anEventRecordedWhileThePublicationLeavesItOutIsSent(String change, String alter, String repair)
            throws SQLException {
        await().atMost(PATIENCE).until(() -> relay.state() == RelayState.STREAMING);
        var rideId = UUID.randomUUID().toString();

        Slots.executeAsOwner(database, alter.formatted(database.slot()));
        service.record(ride(rideId, 1));
        Slots.executeAsOwner(database, repair.formatted(database.slot()));
        service.record(ride(rideId, 2));

        await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).containsAll(List.of(1L, 2L)));
        assertThat(rides.versionsOf(rideId).getLast()).as("the last version ends the topic").isEqualTo(2);
    }

    @Test
    void theRelaySaysWhyItStopsUntilThePublicationIsBack() throws SQLException {
        await().atMost(PATIENCE).until(() -> relay.state() == RelayState.STREAMING);
        var rideId = UUID.randomUUID().toString();

        Slots.executeAsOwner(database, "drop publication " + database.slot());
        service.record(ride(rideId, 1));
        await().atMost(PATIENCE).until(() -> String.valueOf(relay.lastFailure()).contains("does not publish"));
        assertThat(relay.state()).isNotEqualTo(RelayState.STREAMING);
        assertThat(rides.versionsOf(rideId)).isEmpty();

        Slots.executeAsOwner(database,
                "create publication %s for table outbox with (publish = 'insert', publish_via_partition_root = true)"
                        .formatted(database.slot()));
        await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).equals(List.of(1L)));
    }

    @Test
    void aHealthyRelayRepublishesNothingWhenOtherTablesJoinOrDaysAreMade() throws SQLException {
        await().atMost(PATIENCE).until(() -> relay.state() == RelayState.STREAMING);
        double republished = service.count("ridewire.relay.republished");
        double restarts = service.count("ridewire.relay.engine.restarts");
        var rideId = UUID.randomUUID().toString();

        service.execute("select outbox_maintain(9, interval '1000 years')");
        Slots.executeAsOwner(database,
                "create table other (id integer primary key); alter publication %s add table other"
                        .formatted(database.slot()));
        Slots.executeAsOwner(database,
                "alter publication %s drop table other; drop table other".formatted(database.slot()));
        service.record(ride(rideId, 1));

        await().atMost(PATIENCE).until(() -> service.number("""
                select count(*) from outbox o, outbox_watermark w
                 where o.aggregate_id = '%s' and o.transaction_id < w.transactions_below""".formatted(rideId)) == 1);
        assertThat(rides.versionsOf(rideId)).containsExactly(1L);
        assertThat(service.count("ridewire.relay.republished")).isEqualTo(republished);
        assertThat(service.count("ridewire.relay.engine.restarts")).isEqualTo(restarts);
    }
}
