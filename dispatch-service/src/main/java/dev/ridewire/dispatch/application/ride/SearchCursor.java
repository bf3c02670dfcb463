package dev.ridewire.dispatch.application.ride;

import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

/** A place in the list of all searches, oldest first. */
public record SearchCursor(Instant waitingSince, UUID rideId) implements Comparable<SearchCursor> {
    private static final Comparator<SearchCursor> OLDEST_FIRST = Comparator.comparing(SearchCursor::waitingSince)
            .thenComparing(SearchCursor::rideId);

    public SearchCursor {
        Objects.requireNonNull(waitingSince, "waitingSince");
        Objects.requireNonNull(rideId, "rideId");
    }

    public static SearchCursor at(Match match) {
        return new SearchCursor(match.waitingSince(), match.rideId());
    }

    @Override
    public int compareTo(SearchCursor other) {
        return OLDEST_FIRST.compare(this, other);
    }
}
