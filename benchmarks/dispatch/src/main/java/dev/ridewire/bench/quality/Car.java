package dev.ridewire.bench.quality;

import dev.ridewire.dispatch.domain.matching.AnswerCounts;
import org.jspecify.annotations.Nullable;

/** A car of the simulation with its driver. */
final class Car {
    final int number;
    final String id;
    /** The ride whose pickup it drives to, or whose rider it has. */
    @Nullable
    Ride current;
    @Nullable
    Ride next;
    @Nullable
    Ride asked;
    boolean occupied;
    int placeAmongFree = -1;
    /** The place of a car that stands still. */
    Spot spot;
    @Nullable
    Drive drive;
    double emptyMeters;
    double earned;
    AnswerCounts answers = AnswerCounts.NONE;

    /**
     * A drive.
     *
     * @param estimate what dispatch thinks that it takes
     */
    record Drive(Spot from, Spot to, long start, long end, long estimate) {
        double share(long now) {
            return end == start ? 1 : Math.clamp((double) (now - start) / (end - start), 0, 1);
        }
    }

    Car(int number, Spot spot) {
        this.number = number;
        this.id = "driver-%05d".formatted(number);
        this.spot = spot;
    }

    boolean free() {
        return current == null && asked == null;
    }

    /** Reports whether a driver with a passenger could be asked for the next ride. */
    boolean mayHaveNext() {
        return occupied && next == null && asked == null;
    }

    Spot spotAt(long now, Streets streets) {
        return drive == null ? spot : streets.along(drive.from(), drive.to(), drive.share(now));
    }

    /** Returns the place where its drive ends. */
    Spot destination() {
        return drive == null ? spot : drive.to();
    }

    /** Returns the estimated rest of the drive. */
    long rest(long now) {
        return drive == null ? 0 : Math.round((1 - drive.share(now)) * drive.estimate());
    }
}
