package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.service.batch.BatchedCommand;
import java.util.Objects;

/** A change of one ride by a person. */
record ChangedRide(RideChange change) implements BatchedCommand {
    /** A ride and its event, both as JSON. */
    private static final int ROUGHLY = 4_000;

    ChangedRide {
        Objects.requireNonNull(change, "change");
    }

    @Override
    public Object conflictKey() {
        return change.before().id();
    }

    @Override
    public int bytes() {
        return ROUGHLY;
    }
}
