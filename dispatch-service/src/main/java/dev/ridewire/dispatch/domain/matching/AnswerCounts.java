package dev.ridewire.dispatch.domain.matching;

/**
 * The number of offers that were accepted and declined. An offer that lapsed counts as declined.
 *
 * @param accepted 0 or more
 * @param declined 0 or more
 */
public record AnswerCounts(int accepted, int declined) {
    public static final AnswerCounts NONE = new AnswerCounts(0, 0);

    public AnswerCounts {
        if (accepted < 0 || declined < 0) {
            throw new IllegalArgumentException(
                    "accepted, declined: %d, %d (expected: 0 or more)".formatted(accepted, declined));
        }
    }

    public int total() {
        return accepted + declined;
    }

    /**
     * Returns the counts with one more answer. At {@code most} answers both counts are halved first, so that recent
     * answers outweigh old ones.
     */
    public AnswerCounts after(boolean accept, int most) {
        if (total() >= most) {
            return new AnswerCounts(accepted / 2, declined / 2).after(accept, Integer.MAX_VALUE);
        }
        return accept ? new AnswerCounts(accepted + 1, declined) : new AnswerCounts(accepted, declined + 1);
    }

    /** Returns the share of accepted offers, pulled towards an expected one as by {@code strength} further answers. */
    double smoothedShare(double expected, double strength) {
        return (accepted + strength * expected) / (total() + strength);
    }
}
