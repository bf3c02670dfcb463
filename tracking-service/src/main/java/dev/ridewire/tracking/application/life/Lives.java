package dev.ridewire.tracking.application.life;

import dev.ridewire.tracking.domain.board.BookingSide;
import dev.ridewire.tracking.domain.board.DispatchSide;
import dev.ridewire.tracking.domain.life.LifeEvent;
import dev.ridewire.tracking.domain.life.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The record of all events in the lives of rides, and the board that follows from it. */
public interface Lives {
    /**
     * Records events of one stream, and moves the board forward by the sides that are newer than its own. A stream
     * tells of one side, and each ride comes once at most. It takes one round trip for any number of events.
     */
    Mono<Void> record(List<LifeEvent> events, List<BookingSide> bookings, List<DispatchSide> dispatches);

    /**
     * Finds up to {@code limit} events of a ride, in no order: those that name it, and of each driver who had it the
     * event by which the driver was free again.
     */
    Mono<List<RecordedEvent>> of(UUID rideId, int limit);

    /** Makes room for the next days and drops days that are older than the retention; returns the number of those. */
    Mono<Integer> maintain(int daysAhead, Duration retention);
}
