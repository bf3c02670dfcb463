package dev.ridewire.dispatch.application;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ridewire.dispatch.application.matching.BatchLog;
import dev.ridewire.dispatch.application.matching.RecordingBatches;
import dev.ridewire.dispatch.application.matching.RideInBatch;
import dev.ridewire.dispatch.application.matching.RideInBatch.Fate;
import dev.ridewire.dispatch.application.matching.RideInBatch.PassedOver;
import dev.ridewire.dispatch.application.matching.RideInBatch.Reason;
import dev.ridewire.dispatch.application.matching.RideInBatch.Result;
import dev.ridewire.dispatch.application.shift.ShiftWish;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ExplainedBatchTest {
    private final DispatchInMemory dispatch = new DispatchInMemory(POLICY, NOON);

    @Test
    void aRideThatIsOfferedNamesItsDriverAndTheCostliers() {
        dispatch.online("ann", PICKUP);
        dispatch.online("bob", new GeoPoint(PICKUP.lat() + 0.01, PICKUP.lng()));
        dispatch.follow(wanted(ride(1)));
        dispatch.clock.advance(Duration.ofSeconds(4));

        RideInBatch batch = match().getFirst();
        assertThat(batch.result()).isEqualTo(Result.OFFERED);
        assertThat(batch.candidates()).extracting(RideInBatch.Weighed::driverId, RideInBatch.Weighed::fate)
                .containsExactlyInAnyOrder(tuple("ann", Fate.OFFERED),
                        tuple("bob", Fate.COSTLIER));
        assertThat(batch.candidates()).allSatisfy(candidate -> {
            assertThat(candidate.waitingSeconds()).isEqualTo(4);
            assertThat(candidate.costSeconds()).isEqualTo(candidate.pickupSeconds() - 4);
        });
    }

    @Test
    void aRideThatLosesItsDriverNamesTheOtherRide() {
        dispatch.online("ann", PICKUP);
        dispatch.follow(wanted(ride(1)));
        dispatch.clock.advance(Duration.ofSeconds(9));
        dispatch.follow(wanted(ride(2)));

        assertThat(match()).filteredOn(batch -> batch.rideId().equals(ride(2))).singleElement().satisfies(batch -> {
            assertThat(batch.result()).isEqualTo(Result.OTHER_RIDES_FIRST);
            assertThat(batch.candidates()).singleElement().satisfies(candidate -> {
                assertThat(candidate.fate()).isEqualTo(Fate.LOST);
                assertThat(candidate.lostTo()).isEqualTo(ride(1));
            });
        });
    }

    @Test
    void driversWhoAreNoCandidatesAreCountedByReason() {
        dispatch.online("busy", PICKUP);
        dispatch.follow(wanted(ride(1)));
        dispatch.matchAll();
        dispatch.online("excluded", PICKUP);
        dispatch.online("van", PICKUP);
        dispatch.change("van", new ShiftWish.GoOnline(new Vehicle("XL", "RW-3", "VW Bus")));
        dispatch.follow(wanted(ride(2), 1, "excluded"));

        RideInBatch batch = match().getFirst();
        assertThat(batch.result()).isEqualTo(Result.NO_CANDIDATE);
        assertThat(batch.considered()).isEqualTo(3);
        assertThat(batch.passedOver()).isEqualTo(
                Map.of(Reason.BUSY, 1, Reason.EXCLUDED, 1, Reason.OTHER_CLASS, 1));
        assertThat(batch.nearestPassedOver()).contains(new PassedOver("van", Reason.OTHER_CLASS));
    }

    @Test
    void batchesThatGoAlikeAreCountedNotRecorded() {
        UUID ride = ride(1);
        dispatch.follow(wanted(ride));
        for (int number = 0; number < 5; number++) {
            dispatch.recording.record(match()).block();
            dispatch.clock.advance(Duration.ofSeconds(1));
        }
        dispatch.online("ann", PICKUP);
        dispatch.recording.record(match()).block();

        assertThat(Objects.requireNonNull(dispatch.batches.ofRide(ride, 10).block()))
                .extracting(RideInBatch::result, RideInBatch::alikeBefore)
                .containsExactly(tuple(Result.OFFERED, 4),
                        tuple(Result.NO_CANDIDATE, 0));
    }

    @Test
    void driversWhoComeByMakeNoNewRecord() {
        UUID ride = ride(1);
        dispatch.follow(wanted(ride));
        for (String van : List.of("van-1", "van-2", "van-3")) {
            dispatch.online(van, PICKUP);
            dispatch.change(van, new ShiftWish.GoOnline(new Vehicle("XL", "RW-3", "VW Bus")));
            dispatch.recording.record(match()).block();
            dispatch.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(Objects.requireNonNull(dispatch.batches.ofRide(ride, 10).block())).hasSize(1);
    }

    @Test
    void matchingGoesOnWithoutTheLog() {
        var broken = new RecordingBatches(new BatchLog() {
            @Override
            public Mono<Void> add(List<RideInBatch> rides) {
                return Mono.error(new IllegalStateException("the database is away"));
            }

            @Override
            public Mono<List<RideInBatch>> ofRide(UUID rideId, int limit) {
                return Mono.just(List.of());
            }

            @Override
            public Mono<Long> forget(Instant before, int limit) {
                return Mono.just(0L);
            }
        });
        dispatch.follow(wanted(ride(1)));

        assertThat(broken.record(match()).blockOptional()).isEmpty();
    }

    private List<RideInBatch> match() {
        return Objects.requireNonNull(dispatch.matching.matchBatch(null).block()).explained();
    }
}
