package dev.ridewire.dispatch.application.matching;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The records of rides in batches, for dispatchers. */
public interface BatchLog {
    /** Adds records in one statement. */
    Mono<Void> add(List<RideInBatch> rides);

    /** Returns up to {@code limit} records of a ride, newest first. */
    Mono<List<RideInBatch>> ofRide(UUID rideId, int limit);

    /** Deletes up to {@code limit} records from before a time, the oldest first, and returns how many. */
    Mono<Long> forget(Instant before, int limit);
}
