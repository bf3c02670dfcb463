package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A relay that is stopped, as at every deployment. */
class StopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    private static final int MANY = 500;

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");
    private final String rideId = UUID.randomUUID().toString();

    @Test
    void whatItsLastRequestsRecordedIsStillSentAndTheNextOneSendsNothingTwice() {
        try (var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            try (var stopped = start()) {
                await().atMost(PATIENCE)
                        .until(() -> stopped.bean(OutboxRelay.class).state() == RelayState.STREAMING);
                stopped.record(LongStream.rangeClosed(1, MANY).mapToObj(version -> ride(rideId, version))
                        .toArray(OutboxEntry[]::new));
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(rides.versionsOf(rideId))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, MANY).boxed().toList()));

            try (var next = start()) {
                next.record(ride(rideId, MANY + 1));
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(MANY + 1L));
                assertThat(rides.versionsOf(rideId))
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, MANY + 1).boxed().toList());
            }
        }
    }

    /** It records what is published nowhere but at its end. */
    private TestService start() {
        return TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.confirm=1h");
    }
}
