package dev.ridewire.dispatch.adapter.web.matching;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ridewire.dispatch.application.matching.RideInBatch;
import dev.ridewire.dispatch.application.matching.RideInBatch.Fate;
import dev.ridewire.dispatch.application.matching.RideInBatch.PassedOver;
import dev.ridewire.dispatch.application.matching.RideInBatch.Reason;
import dev.ridewire.dispatch.application.matching.RideInBatch.Result;
import dev.ridewire.dispatch.application.matching.RideInBatch.Weighed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch that a ride was in, as a dispatcher sees it.
 *
 * @param summary     the result as a sentence
 * @param alikeBefore batches since the entry before, which went like it and have no entry
 */
record BatchResource(
        Instant at,
        int attempt,
        Result result,
        String summary,
        int alikeBefore,
        int driversConsidered,
        Map<Reason, Integer> passedOver,
        List<CandidateResource> candidates,
        List<PassedOver> nearestPassedOver) {
    /**
     * A driver whom the batch weighed.
     *
     * @param lostToRideId the ride that got the driver instead; null if none did
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CandidateResource(String driverId, Fate result, @Nullable UUID lostToRideId, Cost cost) {
        static CandidateResource of(Weighed weighed) {
            return new CandidateResource(weighed.driverId(), weighed.fate(), weighed.lostTo(), new Cost(
                    weighed.pickupSeconds(), weighed.waitingSeconds(), weighed.lapsedSeconds(),
                    weighed.costSeconds()));
        }
    }

    /** The terms of a candidate's cost: pickup less waiting plus lapsed is the total. */
    record Cost(long pickupSeconds, long waitingSeconds, long lapsedSeconds, long totalSeconds) {}

    static BatchResource of(RideInBatch ride) {
        return new BatchResource(ride.at(), ride.attempt(), ride.result(), summary(ride), ride.alikeBefore(),
                ride.considered(), new TreeMap<>(ride.passedOver()),
                ride.candidates().stream().map(CandidateResource::of).toList(), ride.nearestPassedOver());
    }

    private static String summary(RideInBatch ride) {
        return switch (ride.result()) {
            case OFFERED -> "The ride was offered to a driver.";
            case DRIVER_GONE -> "The driver whom the batch chose was taken or left at the same moment.";
            case OTHER_RIDES_FIRST -> "Other rides got all %d drivers who could take this ride."
                    .formatted(ride.candidates().size());
            case NO_CANDIDATE -> ride.considered() == 0
                    ? "No driver with a fresh position was within reach."
                    : "None of %d drivers within reach could be asked: %s.".formatted(
                            ride.considered(), reasons(ride.passedOver()));
        };
    }

    private static String reasons(Map<Reason, Integer> passedOver) {
        return new TreeMap<>(passedOver).entrySet().stream()
                .map(entry -> entry.getValue() + " " + words(entry.getKey())).collect(joining(", "));
    }

    private static String words(Reason reason) {
        return switch (reason) {
            case BUSY -> "busy or off shift";
            case OTHER_CLASS -> "in cars of another class";
            case EXCLUDED -> "declined the ride or gave it back";
            case LAPSED -> "let an offer of it lapse lately";
            case TOO_FAR -> "farther than enough others";
        };
    }
}
