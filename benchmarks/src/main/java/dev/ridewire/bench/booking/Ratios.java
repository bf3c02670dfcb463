package dev.ridewire.bench.booking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ratios of one contender's requests per second to another's in the same round, so that other work of the machine
 * affects both.
 *
 * @param least  the lowest ratio of all rounds that both have had
 * @param median the median of these ratios
 * @param most   the highest of these ratios
 */
record Ratios(double least, double median, double most) {
    /** @return null before both have had a round */
    static @Nullable Ratios of(List<Round> rounds, String contender, String other) {
        double[] all = rounds.stream().filter(round -> round.contender().equals(contender))
                .flatMap(round -> rounds.stream()
                        .filter(theirs -> theirs.contender().equals(other) && theirs.number() == round.number())
                        .map(theirs -> round.perSecond() / theirs.perSecond()))
                .mapToDouble(Double::doubleValue).sorted().toArray();
        return all.length == 0
                ? null
                : new Ratios(all[0], (all[(all.length - 1) / 2] + all[all.length / 2]) / 2, all[all.length - 1]);
    }
}
