package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideEvent.FactCase;
import dev.ridewire.events.booking.ride.v1.RideState;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A consumer of today meets events that a newer version writes. */
class EventsOfTomorrowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNKNOWN_FIELD = 900;
    private static final int UNKNOWN_STATE = 99;

    private static final RecordingConsumer recorder = new RecordingConsumer();
    private static ConsumingService inbox;

    @BeforeAll
    static void start() {
        inbox = ConsumingService.start(recorder);
    }

    @AfterAll
    static void stop() {
        inbox.close();
    }

    @Test
    void aTypeThatNobodyKnowsYetIsHandedOnWithItsStateAndAdvancesTheVersion() {
        var rideId = UUID.randomUUID().toString();
        var tomorrows = entry(rideId, 2, "RideTeleported", known(rideId, 2).clearFact().build());

        assertIsCarriedSafely(tomorrows);
        assertThat(recorder.received(tomorrows).getFirst().type()).endsWith(".RideTeleported");
        assertThat(recorder.received(tomorrows).getFirst().message().getRide().getRideId()).isEqualTo(rideId);
    }

    @Test
    void aFactThatNobodyKnowsYetIsAnEventWithoutAFact() {
        var rideId = UUID.randomUUID().toString();
        var fact = UnknownFieldSet.newBuilder().addField(UNKNOWN_FIELD,
                UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("beamed")).build());
        var tomorrows = entry(rideId, 2, "RideBeamed",
                known(rideId, 2).clearFact().setUnknownFields(fact.build()).build());

        assertIsCarriedSafely(tomorrows);
        assertThat(recorder.received(tomorrows).getFirst().message().getFactCase()).isEqualTo(FactCase.FACT_NOT_SET);
        assertThat(recorder.received(tomorrows).getFirst().message().getUnknownFields().hasField(UNKNOWN_FIELD))
                .as("kept for anyone who sends it on").isTrue();
    }

    @Test
    void aStateThatNobodyKnowsYetIsRecognisedAsSuch() {
        var rideId = UUID.randomUUID().toString();
        var message = known(rideId, 2);
        message.getRideBuilder().setStateValue(UNKNOWN_STATE);
        var tomorrows = entry(rideId, 2, "RideRequested", message.build());

        assertIsCarriedSafely(tomorrows);
        var state = recorder.received(tomorrows).getFirst().message().getRide();
        assertThat(state.getState()).isEqualTo(RideState.UNRECOGNIZED);
        assertThat(state.getStateValue()).isEqualTo(UNKNOWN_STATE);
    }

    /** No dead letter, no repetition, and what is older comes too late. */
    private static void assertIsCarriedSafely(OutboxEntry tomorrows) {
        inbox.send(tomorrows);
        inbox.awaitStored(tomorrows);
        double stale = inbox.outcomes("stale");
        inbox.send(ride(tomorrows.envelope().aggregateId(), 1));
        await().atMost(PATIENCE).until(() -> inbox.outcomes("stale") > stale);
        var next = ride(tomorrows.envelope().aggregateId(), 3);
        inbox.send(next);
        inbox.awaitStored(next);

        assertThat(recorder.versions(tomorrows)).containsExactly(2L, 3L);
        assertThat(inbox.letters(tomorrows)).isEmpty();
    }

    private static RideEvent.Builder known(String rideId, long version) {
        return TestService.rideEvent(rideId, version).toBuilder()
                .setRide(Ride.newBuilder().setRideId(rideId).setVersion(version));
    }

    private static OutboxEntry entry(String rideId, long version, String fact, RideEvent message) {
        return OutboxEntry.of(EventStreams.RIDES, fact, UUID.randomUUID(), rideId, version,
                Instant.parse("2026-11-21T10:15:30Z"), message, TraceContext.NONE);
    }
}
