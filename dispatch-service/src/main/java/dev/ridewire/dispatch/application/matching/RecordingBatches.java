package dev.ridewire.dispatch.application.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The recording of batches, after their transaction. A ride that waits is in several batches a second, and most of
 * them go the same way: these are counted, and recorded every few seconds.
 */
public final class RecordingBatches {
    private static final Logger log = LoggerFactory.getLogger(RecordingBatches.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);
    /** More rides than search at once; a ride beyond it is recorded more often. */
    private static final int MOST_RIDES = 10_000;
    /** Matching goes on when the log is slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BatchLog batches;
    /** The last record of each ride, the oldest first, and the batches since that went like it. */
    private final Map<UUID, Last> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Last> eldest) {
            return size() > MOST_RIDES;
        }
    };

    private record Last(RideInBatch recorded, int alike) {}

    public RecordingBatches(BatchLog batches) {
        this.batches = batches;
    }

    /** Records rides of a batch. A failure loses the records, because matching is worth more than its log. */
    public Mono<Void> record(List<RideInBatch> rides) {
        return Mono.defer(() -> {
            List<RideInBatch> news = news(rides);
            return news.isEmpty() ? Mono.<Void>empty() : batches.add(news).timeout(PATIENCE);
        }).onErrorResume(error -> {
            log.atWarn().addKeyValue("rides", rides.size()).setCause(error).log("records of a batch lost");
            return Mono.empty();
        });
    }

    private synchronized List<RideInBatch> news(List<RideInBatch> rides) {
        return rides.stream().<RideInBatch>mapMulti((ride, news) -> {
            @Nullable
            Last before = last.get(ride.rideId());
            if (before != null && ride.isLike(before.recorded()) && isRecent(before.recorded().at(), ride.at())) {
                last.put(ride.rideId(), new Last(before.recorded(), before.alike() + 1));
            } else {
                last.remove(ride.rideId());
                last.put(ride.rideId(), new Last(ride, 0));
                news.accept(ride.after(before == null ? 0 : before.alike()));
            }
        }).toList();
    }

    private static boolean isRecent(Instant recorded, Instant now) {
        return now.isBefore(recorded.plus(AGAIN_AFTER));
    }
}
