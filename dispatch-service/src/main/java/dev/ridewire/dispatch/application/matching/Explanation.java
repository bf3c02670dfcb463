package dev.ridewire.dispatch.application.matching;

import static java.util.stream.Collectors.toMap;

import dev.ridewire.dispatch.application.matching.RideInBatch.Fate;
import dev.ridewire.dispatch.application.matching.RideInBatch.Result;
import dev.ridewire.dispatch.application.matching.RideInBatch.Weighed;
import dev.ridewire.dispatch.domain.matching.BatchDecision;
import dev.ridewire.dispatch.domain.matching.Candidate;
import dev.ridewire.dispatch.domain.matching.MatchingPolicy;
import dev.ridewire.dispatch.domain.matching.Proposal;
import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The explanation of a batch, ride by ride. */
final class Explanation {
    private static final long LAPSED_SECONDS = Duration.ofHours(1).toSeconds();

    private final Map<String, UUID> rideOf;
    private final Map<UUID, String> driverOf;
    private final Set<UUID> offered;
    private final MatchingPolicy matching;
    private final Instant now;

    /** @param offered the rides whose offer was stored */
    Explanation(BatchDecision decision, Set<UUID> offered, MatchingPolicy matching, Instant now) {
        List<Proposal> proposals = decision.proposals();
        this.rideOf = proposals.stream().collect(toMap(
                proposal -> proposal.candidate().driverId(), proposal -> proposal.match().rideId()));
        this.driverOf = proposals.stream().collect(toMap(
                proposal -> proposal.match().rideId(), proposal -> proposal.candidate().driverId()));
        this.offered = Set.copyOf(offered);
        this.matching = matching;
        this.now = now;
    }

    RideInBatch of(Found found) {
        Match match = found.search().match();
        List<Weighed> candidates = found.search().candidates().stream()
                .map(candidate -> weighed(match, candidate)).toList();
        return new RideInBatch(match.rideId(), now, match.attempt(), result(match, candidates), 0, found.considered(),
                found.passedOver(), candidates, found.nearest());
    }

    private Result result(Match match, List<Weighed> candidates) {
        if (offered.contains(match.rideId())) {
            return Result.OFFERED;
        }
        if (driverOf.containsKey(match.rideId())) {
            return Result.DRIVER_GONE;
        }
        return candidates.isEmpty() ? Result.NO_CANDIDATE : Result.OTHER_RIDES_FIRST;
    }

    private Weighed weighed(Match match, Candidate candidate) {
        @Nullable
        UUID ride = rideOf.get(candidate.driverId());
        long waited = Math.max(0, Duration.between(match.waitingSince(), now).toSeconds());
        return new Weighed(candidate.driverId(), candidate.pickupEta().toSeconds(),
                Math.round(waited * matching.waitingWeight()),
                match.wasIgnoredBy(candidate.driverId()) ? LAPSED_SECONDS : 0,
                fate(match.rideId(), ride), match.rideId().equals(ride) ? null : ride);
    }

    private Fate fate(UUID rideId, @Nullable UUID ride) {
        if (ride == null) {
            return Fate.COSTLIER;
        }
        if (!ride.equals(rideId)) {
            return Fate.LOST;
        }
        return offered.contains(rideId) ? Fate.OFFERED : Fate.GONE;
    }
}
