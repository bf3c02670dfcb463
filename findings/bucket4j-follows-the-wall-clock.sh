#!/usr/bin/env bash
# bucket4j_jdk17-core 8.19.0: TimeMeter.SYSTEM_MILLISECONDS is a wall clock.
# Once that clock is set back an hour, the bucket stays empty for that hour. TimeMeter.SYSTEM_NANOTIME is monotonic.
# Seen: with a meter that steps back, no request is let in after 10 minutes of refilling one a second.
. "$(dirname "$0")/lib.sh"
artifacts com.bucket4j:bucket4j_jdk17-core:8.19.0
shows $'milliseconds on the wall clock: true\nnanotime on the wall clock: false\nlet in after the step: false' <<'JAVA'
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

class Finding {
    static long nanos = Duration.ofDays(20_000).toNanos();

    public static void main(String[] args) {
        System.out.println("milliseconds on the wall clock: " + TimeMeter.SYSTEM_MILLISECONDS.isWallClockBased());
        System.out.println("nanotime on the wall clock: " + TimeMeter.SYSTEM_NANOTIME.isWallClockBased());
        Bucket bucket = Bucket.builder().addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return nanos;
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                }).build();
        bucket.tryConsume(1);
        nanos += Duration.ofMinutes(10).minusHours(1).toNanos();
        System.out.println("let in after the step: " + bucket.tryConsume(1));
    }
}
JAVA
