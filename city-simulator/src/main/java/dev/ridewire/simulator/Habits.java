package dev.ridewire.simulator;

/**
 * Deviations from a plain ride, as shares of all occasions, 0 to 1.
 *
 * @param decline       a driver declines an offer
 * @param ignore        a driver lets an offer expire
 * @param driverCancels a driver gives an accepted ride back
 * @param riderCancels  a rider gives up while waiting
 * @param doubleClick   a rider sends the request twice at once
 * @param watch         a rider follows the car on the live stream
 */
public record Habits(
        double decline, double ignore, double driverCancels, double riderCancels, double doubleClick, double watch) {
    /** Returns enough of each deviation to see it among thirty rides. */
    public static final Habits LIVELY = new Habits(0.10, 0.04, 0.06, 0.08, 0.25, 0.5);
    /** Returns no deviations: every driver accepts, and every rider waits. */
    public static final Habits PLAIN = new Habits(0, 0, 0, 0, 0, 0);

    public Habits {
        requireShare("decline", decline);
        requireShare("ignore", ignore);
        requireShare("decline + ignore", decline + ignore);
        requireShare("driverCancels", driverCancels);
        requireShare("riderCancels", riderCancels);
        requireShare("doubleClick", doubleClick);
        requireShare("watch", watch);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s: %s (expected: 0..1)".formatted(name, value));
        }
    }
}
