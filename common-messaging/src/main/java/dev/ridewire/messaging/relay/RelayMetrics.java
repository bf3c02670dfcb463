package dev.ridewire.messaging.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far behind the relay is. {@code ridewire.relay.lag} is the alarm: the age of the oldest event that Kafka has not yet
 * acknowledged, or of the relay's last sign of life, whichever is more; {@code ridewire.relay.delay} is what clients feel.
 */
final class RelayMetrics {
    private final Clock clock;
    private final Timer delay;
    private final Counter setAside;
    private final Counter restarts;
    private final Counter republished;
    private volatile int inFlight;
    private volatile @Nullable Instant oldestInFlight;
    private volatile Instant lastRead;

    RelayMetrics(MeterRegistry registry, Clock clock, Duration heartbeat) {
        this.clock = clock;
        this.lastRead = clock.instant();
        this.delay = Timer.builder("ridewire.relay.delay")
                .description(
                        "From the start of the transaction to Kafka's acknowledgement; its count is what was published")
                .publishPercentileHistogram()
                .register(registry);
        this.setAside = registry.counter("ridewire.relay.set.aside");
        this.restarts = registry.counter("ridewire.relay.engine.restarts");
        this.republished = registry.counter("ridewire.relay.republished");
        Gauge.builder("ridewire.relay.in.flight", () -> inFlight).register(registry);
        Gauge.builder("ridewire.relay.lag", () -> lag(heartbeat).toMillis() / 1000.0).baseUnit("seconds")
                .register(registry);
    }

    void published(Instant recordedAt) {
        var took = Duration.between(recordedAt, clock.instant());
        delay.record(took.isNegative() ? Duration.ZERO : took);
    }

    void setAside() {
        setAside.increment();
    }

    void restarted() {
        restarts.increment();
    }

    void republished() {
        republished.increment();
    }

    void inFlight(int count, @Nullable Instant oldest) {
        inFlight = count;
        oldestInFlight = oldest;
    }

    /** Something came out of the WAL. */
    void read() {
        lastRead = clock.instant();
    }

    /** Somebody else's sign of life. */
    void read(Duration ago) {
        lastRead = clock.instant().minus(ago);
    }

    Duration sinceLastRead() {
        return Duration.between(lastRead, clock.instant());
    }

    /** Silence counts once it is longer than heartbeats explain. */
    Duration lag(Duration heartbeat) {
        var oldest = oldestInFlight;
        var waiting = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
        var silence = sinceLastRead().minus(heartbeat.multipliedBy(2));
        var lag = waiting.compareTo(silence) > 0 ? waiting : silence;
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
