package dev.ridewire.dispatch.application.matching;

/**
 * Bounds of one matching batch.
 *
 * @param searches   how many searches a transaction takes
 * @param nearby     how many of the nearest positions are looked at first for a ride; more, further out, where too few
 *                   of these drivers can be asked
 * @param candidates how many of those who can be asked are weighed
 */
public record MatchingLimits(int searches, int nearby, int candidates) {
    public MatchingLimits {
        requirePositive("searches", searches);
        requirePositive("nearby", nearby);
        requirePositive("candidates", candidates);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d (expected: 1 or more)".formatted(name, value));
        }
    }
}
