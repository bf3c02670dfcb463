package dev.ridewire.simulator;

import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Prints a line for everything that happens. */
public final class ProgressPrinter implements RideObserver {
    private static final int TAIL = 8;

    private final PrintStream out;

    public ProgressPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void rideChanged(Duration elapsed, String rideId, String rider, String state, int attempt,
            @Nullable String driver) {
        out.printf("%7s  ride …%s  %-19s  %s → %s%s%n", seconds(elapsed), tail(rideId), state, rider,
                driver == null ? "nobody" : driver, attempt > 1 ? "  (attempt " + attempt + ")" : "");
    }

    @Override
    public void noted(Duration elapsed, String what) {
        out.printf("%7s  %s%n", seconds(elapsed), what);
    }

    /** The end of a UUIDv7 tells rides apart; its beginning is the time. */
    private static String tail(String id) {
        return id.substring(Math.max(0, id.length() - TAIL));
    }

    private static String seconds(Duration duration) {
        return "%.1fs".formatted(duration.toMillis() / 1000.0);
    }
}
