package dev.ridewire.dispatch.application.matching;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.ridewire.dispatch.application.matching.RideInBatch.PassedOver;
import dev.ridewire.dispatch.application.matching.RideInBatch.Reason;
import dev.ridewire.dispatch.application.position.DriverPosition;
import dev.ridewire.dispatch.application.position.DriverPositions;
import dev.ridewire.dispatch.application.position.TravelTimes;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.matching.Candidate;
import dev.ridewire.dispatch.domain.matching.OpenSearch;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.shift.Driver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Looks around pickups for drivers who can be asked. Where those nearby are busy, drive other classes or said no, it
 * looks further out, so that a crowd at the pickup never hides the free driver behind it.
 */
final class SeekingDrivers {
    private static final int WIDER = 4;
    /** Bounds what a search can cost; the last look takes in 64 times as many drivers as the first. */
    private static final int MOST_LOOKS = 4;
    /** Bounds what is recorded about drivers who are no candidates. */
    private static final int MOST_NAMED = 20;

    private final Drivers drivers;
    private final DriverPositions positions;
    private final TravelTimes travelTimes;
    private final DispatchPolicy policy;
    private final MatchingLimits limits;

    SeekingDrivers(
            Drivers drivers, DriverPositions positions, TravelTimes travelTimes, DispatchPolicy policy,
            MatchingLimits limits) {
        this.drivers = drivers;
        this.positions = positions;
        this.travelTimes = travelTimes;
        this.policy = policy;
        this.limits = limits;
    }

    /** Finds the searches in the order of their matches. A search can be without candidates. */
    Mono<List<Found>> around(List<Match> matches, Instant now) {
        return Mono.defer(() -> new Seeking(now).look(matches, limits.nearby(), MOST_LOOKS));
    }

    /** One batch's searches; nobody's availability is asked for twice. */
    private final class Seeking {
        private final Instant now;
        private final Set<String> asked = new HashSet<>();
        private final Map<String, Driver> available = new HashMap<>();
        private final Map<UUID, Found> searches = new LinkedHashMap<>();

        Seeking(Instant now) {
            this.now = now;
        }

        Mono<List<Found>> look(List<Match> matches, int reach, int looksLeft) {
            Map<UUID, List<DriverPosition>> near = matches.stream().collect(toMap(
                    Match::rideId, match -> positions.nearest(match.trip().pickup(), now, reach)));
            Set<String> unknown = matches.stream()
                    .flatMap(match -> near.getOrDefault(match.rideId(), List.of()).stream()
                            .map(DriverPosition::driverId)
                            .filter(driverId -> match.mayAsk(driverId, policy, now)))
                    .filter(driverId -> !asked.contains(driverId))
                    .collect(toSet());
            return availableOf(unknown).flatMap(found -> {
                asked.addAll(unknown);
                found.forEach(driver -> available.put(driver.id(), driver));
                List<Match> further = new ArrayList<>();
                for (Match match : matches) {
                    List<DriverPosition> seen = near.getOrDefault(match.rideId(), List.of());
                    boolean enough = weigh(match, seen);
                    boolean thereIsMore = seen.size() == reach;
                    if (!enough && thereIsMore) {
                        further.add(match);
                    }
                }
                return further.isEmpty() || looksLeft == 1
                        ? Mono.just(List.copyOf(searches.values()))
                        : look(further, reach * WIDER, looksLeft - 1);
            });
        }

        private Mono<List<Driver>> availableOf(Set<String> driverIds) {
            return driverIds.isEmpty() ? Mono.just(List.of()) : drivers.available(driverIds);
        }

        /**
         * Says whether there are as many as are wanted, without those who let this ride lapse: they are the last
         * resort.
         */
        private boolean weigh(Match match, Collection<DriverPosition> seen) {
            Map<String, Reason> against = new LinkedHashMap<>();
            List<DriverPosition> eligible = new ArrayList<>();
            for (DriverPosition position : seen) {
                reasonAgainst(match, position.driverId()).ifPresentOrElse(
                        reason -> against.put(position.driverId(), reason), () -> eligible.add(position));
            }
            eligible.sort(Comparator.comparing(position -> match.wasIgnoredBy(position.driverId())));
            List<DriverPosition> weighed = List.copyOf(
                    eligible.subList(0, Math.min(eligible.size(), limits.candidates())));
            eligible.subList(weighed.size(), eligible.size())
                    .forEach(position -> against.put(position.driverId(), Reason.TOO_FAR));
            var search = new OpenSearch(match, weighed.stream().map(position -> new Candidate(
                    position.driverId(), travelTimes.between(position.point(), match.trip().pickup()))).toList());
            searches.put(match.rideId(), new Found(search, seen.size(),
                    against.values().stream().collect(groupingBy(identity(), summingInt(_ -> 1))),
                    against.entrySet().stream().limit(MOST_NAMED)
                            .map(entry -> new PassedOver(entry.getKey(), entry.getValue())).toList()));
            return weighed.size() == limits.candidates()
                    && !match.wasIgnoredBy(weighed.getLast().driverId());
        }

        private Optional<Reason> reasonAgainst(Match match, String driverId) {
            if (match.excluded().contains(driverId)) {
                return Optional.of(Reason.EXCLUDED);
            }
            if (!match.mayAsk(driverId, policy, now)) {
                return Optional.of(Reason.LAPSED);
            }
            Driver driver = available.getOrDefault(driverId, null);
            if (driver == null) {
                return Optional.of(Reason.BUSY);
            }
            return driver.serves(match.trip()) ? Optional.empty() : Optional.of(Reason.OTHER_CLASS);
        }
    }
}
