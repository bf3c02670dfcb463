package dev.ridewire.messaging.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the relay's lag, and of the fate of each event it read. {@code docs/metrics.md} says how the meters
 * relate and when to alert. Ages are measured by the clock of the database, which has stamped the rows: the clock of
 * this machine may be wrong by hours.
 */
public final class RelayMetrics {
    private final Clock clock;
    private final Duration heartbeat;
    private final SignsOfLife life = new SignsOfLife(System::nanoTime);
    private final SignsOfLife catchingUp = new SignsOfLife(System::nanoTime);
    private final ProducerMeters producer;
    private final Timer delay;
    private final Counter setAside;
    private final Counter restarts;
    private final Counter takeovers;
    private final Counter republished;
    private final Counter reread;
    private volatile Duration clockBehindDatabase = Duration.ZERO;
    private volatile int inFlight;
    private volatile @Nullable Instant oldestInFlight;
    private volatile @Nullable Instant leaderSeen;
    private volatile SlotLag slot = SlotLag.UNKNOWN;

    public RelayMetrics(MeterRegistry registry, Clock clock, Duration heartbeat, Supplier<RelayState> state) {
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.producer = new ProducerMeters(registry);
        this.delay = Timer.builder("ridewire.relay.delay")
                .description(
                        "From the start of the transaction to Kafka's acknowledgement; its count is the events sent")
                .publishPercentileHistogram()
                .register(registry);
        this.setAside = counter(registry, "ridewire.relay.set.aside", "events",
                "Events that Kafka refuses; they lie in outbox_set_aside");
        this.restarts = counter(registry, "ridewire.relay.engine.restarts", "engines", "Engines that ended or stalled");
        this.takeovers = counter(registry, "ridewire.relay.takeovers", "takeovers",
                "Times this instance came from standby to publishing");
        this.republished = counter(registry, "ridewire.relay.republished", "events",
                "Events sent from the table because the slot was lost or moved; most of them for the second time");
        this.reread = counter(registry, "ridewire.relay.reread", "bytes",
                "WAL between slot and watermark at the start of an engine, as a crash leaves it");
        Gauge.builder("ridewire.relay.in.flight", () -> inFlight).baseUnit("events")
                .description("Sent, or waiting to be, and not acknowledged").register(registry);
        Gauge.builder("ridewire.relay.lag", () -> lag().toMillis() / 1000.0).baseUnit("seconds")
                .description("The age of the oldest event that Kafka has not acknowledged, or of the last sign of life")
                .register(registry);
        Gauge.builder("ridewire.relay.slot.behind", () -> slot.behind()).baseUnit("bytes")
                .description("WAL that the slot keeps unconfirmed; grows while Kafka or the relay is away")
                .register(registry);
        Gauge.builder("ridewire.relay.slot.safe", () -> slot.safe()).baseUnit("bytes")
                .description("WAL that may still be written before the slot may be lost; NaN without a bound")
                .register(registry);
        for (var each : RelayState.values()) {
            Gauge.builder("ridewire.relay.state", () -> state.get() == each ? 1 : 0)
                    .tag("state", each.name().toLowerCase(Locale.ROOT))
                    .description("1 for what the relay is doing; of all instances of a service one is streaming")
                    .register(registry);
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String unit, String description) {
        return Counter.builder(name).baseUnit(unit).description(description).register(registry);
    }

    public void published(Instant recordedAt) {
        delay.record(age(recordedAt));
    }

    public void setAside() {
        setAside.increment();
    }

    public void restarted() {
        restarts.increment();
    }

    public void tookOver() {
        takeovers.increment();
    }

    public void republished() {
        republished.increment();
    }

    public void reread(double bytes) {
        reread.increment(bytes);
    }

    public void inFlight(int count, @Nullable Instant oldest) {
        inFlight = count;
        oldestInFlight = oldest;
    }

    public void slot(SlotLag lag) {
        slot = lag;
    }

    public ProducerMeters producer() {
        return producer;
    }

    /** Notes that the relay has read something from the WAL. */
    public void read() {
        life.seen();
    }

    /**
     * Notes that the server is reading through WAL that holds nothing for us. The engine is healthy, but events may
     * wait behind that WAL.
     */
    public void catchingUp() {
        catchingUp.seen();
    }

    /** Notes that another instance holds the slot, and the time since its last sign of life. */
    public void standBy(Duration leaderSilentFor) {
        life.standBy();
        catchingUp.standBy();
        inFlight(0, null);
        leaderSeen = databaseTime().minus(leaderSilentFor);
    }

    public void takeLead() {
        life.takeLead();
        catchingUp.takeLead();
        leaderSeen = null;
    }

    /** Returns how long the relay has read nothing while it had the lead. */
    public Duration silence() {
        return life.silence();
    }

    /** Returns the time since we, or the server for us, last read anything. */
    public Duration stall() {
        var ours = life.silence();
        var servers = catchingUp.silence();
        return ours.compareTo(servers) < 0 ? ours : servers;
    }

    /** Takes the database's time, which was read between two readings of our own clock. */
    public void databaseTime(Instant before, Instant databaseTime, Instant after) {
        var ours = before.plus(Duration.between(before, after).dividedBy(2));
        clockBehindDatabase = Duration.between(ours, databaseTime);
    }

    public Instant databaseTime() {
        return clock.instant().plus(clockBehindDatabase);
    }

    /** Returns the lag. Silence counts only when it is longer than the interval of heartbeats explains. */
    public Duration lag() {
        var oldest = oldestInFlight;
        var waiting = oldest == null ? Duration.ZERO : age(oldest);
        var leader = leaderSeen;
        var silence = (leader == null ? silence() : age(leader)).minus(heartbeat.multipliedBy(2));
        return silence.compareTo(waiting) > 0 ? silence : waiting;
    }

    private Duration age(Instant ofDatabase) {
        var age = Duration.between(ofDatabase, databaseTime());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
