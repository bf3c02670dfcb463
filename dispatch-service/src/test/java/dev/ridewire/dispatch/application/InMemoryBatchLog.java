package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.application.matching.BatchLog;
import dev.ridewire.dispatch.application.matching.RideInBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The records of batches in memory. */
public final class InMemoryBatchLog implements BatchLog {
    private final List<RideInBatch> records = new ArrayList<>();

    @Override
    public Mono<Void> add(List<RideInBatch> rides) {
        return Mono.fromRunnable(() -> records.addAll(rides));
    }

    @Override
    public Mono<List<RideInBatch>> ofRide(UUID rideId, int limit) {
        return Mono.fromSupplier(() -> records.stream().filter(one -> one.rideId().equals(rideId))
                .sorted(Comparator.comparing(RideInBatch::at).reversed()).limit(limit).toList());
    }

    @Override
    public Mono<Long> forget(Instant before, int limit) {
        return Mono.fromSupplier(() -> {
            List<RideInBatch> old = records.stream().filter(one -> one.at().isBefore(before))
                    .sorted(Comparator.comparing(RideInBatch::at)).limit(limit).toList();
            records.removeAll(old);
            return (long) old.size();
        });
    }
}
