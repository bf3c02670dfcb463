package dev.ridewire.dispatch.adapter.schedule;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.application.DispatchInMemory;
import dev.ridewire.dispatch.application.matching.MatchingRides.Batch;
import dev.ridewire.dispatch.domain.matching.BatchDecision;
import dev.ridewire.dispatch.domain.matching.BatchWindow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int MANY = 40;

    private final DispatchInMemory dispatch = new DispatchInMemory(POLICY, NOON);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final Matching matching = new Matching(dispatch.matching, dispatch.recording,
            new BatchWindow.Settings(LONGEST, 10), new BatchMeters(meters), nanos::get);

    @Test
    void aQuietCityMatchesEachRideWithTheNextTick() {
        for (int number = 0; number < 3; number++) {
            dispatch.online("driver" + number, PICKUP);
            dispatch.follow(wanted(ride(number)));
            walkAfter(TICK);

            assertThat(dispatch.offersTo("driver" + number)).hasSize(1);
            walkAfter(Duration.ofSeconds(20));
        }
    }

    @Test
    void underLoadABatchGathersRidesForTheLongestWindow() {
        dispatch.online("late", PICKUP);
        for (int number = 0; number < MANY; number++) {
            dispatch.follow(wanted(ride(number), 1, "late"));
        }
        walkAfter(TICK);
        dispatch.follow(wanted(ride(MANY)));

        walkAfter(TICK);
        assertThat(dispatch.offersTo("late")).as("the window is open").isEmpty();
        walkAfter(LONGEST.minus(TICK));
        assertThat(dispatch.offersTo("late")).as("the window is over").hasSize(1);
    }

    @Test
    void ridesThatWaitInVainDoNotKeepTheWindowOpen() {
        for (int number = 0; number < MANY; number++) {
            dispatch.follow(wanted(ride(number)));
        }
        for (int walk = 0; walk < 20; walk++) {
            walkAfter(LONGEST);
        }
        dispatch.online("late", PICKUP);

        walkAfter(TICK);
        assertThat(dispatch.offersTo("late")).hasSize(1);
    }

    @Test
    void metersTellWhatABatchSawAndDid() {
        dispatch.online("ann", PICKUP);
        dispatch.follow(wanted(ride(1)), wanted(ride(2)));
        walkAfter(TICK);

        assertThat(meters.get("ridewire.dispatch.batch.searches").summary().totalAmount()).isEqualTo(2);
        assertThat(meters.get("ridewire.dispatch.batch.candidates").summary().totalAmount()).isEqualTo(2);
        assertThat(meters.get("ridewire.dispatch.batch.offers").summary().totalAmount()).isEqualTo(1);
        assertThat(meters.get("ridewire.dispatch.batch.solve").timer().count()).isEqualTo(1);
        assertThat(meters.get("ridewire.dispatch.batch.greedy").counter().count()).isZero();
    }

    @Test
    void aBatchThatWasFinishedGreedilyIsCounted() {
        new BatchMeters(meters).record(new Batch(List.of(ride(1)), 0,
                new BatchDecision(List.of(), 3, false, Duration.ofMillis(200)), List.of(), Optional.empty()));

        assertThat(meters.get("ridewire.dispatch.batch.greedy").counter().count()).isEqualTo(1);
    }

    private void walkAfter(Duration elapsed) {
        nanos.addAndGet(elapsed.toNanos());
        boolean more = true;
        while (more) {
            more = Objects.requireNonNull(matching.tick().block());
        }
    }
}
