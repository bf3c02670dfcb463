package dev.ridewire.dispatch.application;

/**
 * Bounds of one matching batch.
 *
 * @param searches   how many searches a transaction takes
 * @param nearby     how many of the nearest positions are looked at for a ride; many of these drivers are busy
 * @param candidates how many of the available ones among them are weighed
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
