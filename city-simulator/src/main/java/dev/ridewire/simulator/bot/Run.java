package dev.ridewire.simulator.bot;

import dev.ridewire.simulator.Habits;
import dev.ridewire.simulator.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The parts that everyone in a simulation shares: the time and its end, the pace, the ledger, and the curb where rider
 * and driver meet.
 */
public final class Run {
    private final InstantSource time;
    private final Instant start;
    private final Instant end;
    private final Pace pace;
    private final Habits habits;
    private final RideLedger ledger;
    private final Curb curb = new Curb();
    private volatile boolean finished;

    public Run(InstantSource time, Instant start, Instant end, Pace pace, Habits habits, RideLedger ledger) {
        this.time = Objects.requireNonNull(time, "time");
        this.start = Objects.requireNonNull(start, "start");
        this.end = Objects.requireNonNull(end, "end");
        this.pace = Objects.requireNonNull(pace, "pace");
        this.habits = Objects.requireNonNull(habits, "habits");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
    }

    /** Ends the run, so that everyone goes home. */
    public void finish() {
        finished = true;
    }

    public boolean isOver() {
        return finished || !now().isBefore(end);
    }

    Instant now() {
        return time.instant();
    }

    Pace pace() {
        return pace;
    }

    Habits habits() {
        return habits;
    }

    RideLedger ledger() {
        return ledger;
    }

    Curb curb() {
        return curb;
    }

    void pause() throws InterruptedException {
        Thread.sleep(pace.tick());
    }

    void think(RandomGenerator random) throws InterruptedException {
        Thread.sleep(Math.round(random.nextDouble(0.2, 1) * pace.thinking().toMillis()));
    }

    /** Waits for a time after the start, or for the end. */
    void pauseUntil(Duration afterStart) throws InterruptedException {
        while (!isOver() && now().isBefore(start.plus(afterStart))) {
            Duration left = Duration.between(now(), start.plus(afterStart));
            Thread.sleep(left.compareTo(pace.tick()) < 0 ? left : pace.tick());
        }
    }
}
