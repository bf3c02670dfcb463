package dev.ridewire.web.load;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket of requests for each person who asked lately. */
final class PersonalLimits {
    private final Allowance allowance;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets;

    /**
     * @param people number of people whose buckets are kept
     * @param time   a monotonic clock
     */
    PersonalLimits(Allowance allowance, int people, TimeMeter time) {
        if (time.isWallClockBased()) {
            throw new IllegalArgumentException("time: %s (expected: a monotonic clock)".formatted(time));
        }
        this.allowance = allowance;
        this.time = time;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > people;
            }
        };
    }

    Allowance allowance() {
        return allowance;
    }

    /** Takes one request out of this person's bucket, if one is in it. */
    ConsumptionProbe take(String person) {
        Bucket bucket;
        // The lock is held for the look-up only: the bucket itself needs none.
        synchronized (buckets) {
            bucket = buckets.computeIfAbsent(person, anyone -> newBucket());
        }
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    int people() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(allowance.burst())
                        .refillGreedy(allowance.refilled(), allowance.period()))
                .withCustomTimePrecision(time)
                .build();
    }
}
