package dev.ridewire.dispatch.domain;

import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.MatchChange;
import dev.ridewire.dispatch.domain.shift.DriverChange;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one decision; all of them are stored together or none.
 *
 * @param match  null where no match changes
 * @param driver null where no driver changes
 * @param offer  the offer that is made or ends; null where none does
 */
public record Change(
        @Nullable MatchChange match, @Nullable DriverChange driver, @Nullable Offer offer) {
    public Change {
        if (match == null && driver == null) {
            throw new IllegalArgumentException("a change that changes nothing");
        }
    }

    public static Change of(MatchChange match) {
        return new Change(match, null, null);
    }

    public static Change of(DriverChange driver) {
        return new Change(null, driver, null);
    }
}
