package dev.ridewire.dispatch.domain.matching;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rule by which a driver with a passenger is a candidate for the next ride: the present ride ends soon, near the
 * pickup. The pickup ETA of such a driver is {@code rest + handover + drive}: the rest of the present ride, the time to
 * get out, and the drive to the pickup.
 *
 * @param longestRest  a driver whose present ride takes longer is no candidate; 0 switches next rides off
 * @param longestDrive a driver whose drop-off is further from the pickup is no candidate: until then a nearer ride may
 *                     come up
 * @param handover     the time from the arrival at the drop-off until the car can leave
 * @param saving       by how much such a driver must be there sooner than each free one
 */
public record NextRide(Duration longestRest, Duration longestDrive, Duration handover, Duration saving) {
    public NextRide {
        requireNotNegative("longestRest", longestRest);
        requireNotNegative("longestDrive", longestDrive);
        requireNotNegative("handover", handover);
        requireNotNegative("saving", saving);
    }

    /**
     * Returns the driver as a candidate.
     *
     * @param rest  the estimated rest of the present ride
     * @param drive from its drop-off to the pickup of the next ride
     * @return empty where the present ride takes too long or ends too far away
     */
    public Optional<Candidate> candidate(String driverId, Duration rest, Duration drive) {
        boolean allowed = !longestRest.isZero() && rest.compareTo(longestRest) <= 0
                && drive.compareTo(longestDrive) <= 0;
        return allowed ? Optional.of(new Candidate(driverId, rest.plus(handover).plus(drive))) : Optional.empty();
    }

    /**
     * Returns the drivers who are worth a promise now: those who are there sooner than each free driver. A ride without
     * any free driver waits, because until a present ride ends, a nearer driver may become free.
     *
     * @param free candidates without a ride
     * @param next candidates after their present ride
     */
    public List<Candidate> worthAPromise(List<Candidate> free, List<Candidate> next) {
        return free.stream().map(Candidate::pickupEta).min(Comparator.naturalOrder())
                .map(soonest -> next.stream()
                        .filter(candidate -> candidate.pickupEta().plus(saving).compareTo(soonest) <= 0).toList())
                .orElse(List.of());
    }

    private static void requireNotNegative(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException("%s: %s (expected: 0 or more)".formatted(name, value));
        }
    }
}
