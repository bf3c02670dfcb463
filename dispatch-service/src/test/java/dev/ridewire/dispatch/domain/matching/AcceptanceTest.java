package dev.ridewire.dispatch.domain.matching;

import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.searching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final Duration COST = Duration.ofSeconds(60);
    private static final Candidate NEAR = new Candidate("d0", Duration.ofSeconds(30));
    private static final Candidate FAR = new Candidate("d0", Duration.ofMinutes(8));

    @Test
    void aCityWithoutAnswersExpectsTheSameOfEveryone() {
        var acceptance = acceptance(PickupAnswers.none(), AnswerCounts.NONE);

        assertThat(acceptance.probability(NEAR)).isCloseTo(0.85, within(1e-9));
        assertThat(acceptance.probability(FAR)).isCloseTo(0.85, within(1e-9));
        assertThat(acceptance.millis(searching(ride(1)), NEAR)).isEqualTo(9_000);
    }

    @Test
    void farPickupsThatWereDeclinedCostMore() {
        PickupAnswers city = PickupAnswers.none();
        for (int answer = 0; answer < 200; answer++) {
            city = city.after(NEAR.pickupEta(), answer % 10 != 0).after(FAR.pickupEta(), answer % 2 == 0);
        }
        var acceptance = acceptance(city, AnswerCounts.NONE);

        assertThat(acceptance.probability(NEAR)).isCloseTo(0.9, within(0.02));
        assertThat(acceptance.probability(FAR)).isCloseTo(0.5, within(0.02));
        assertThat(acceptance.millis(searching(ride(1)), FAR))
                .isGreaterThan(acceptance.millis(searching(ride(1)), NEAR));
    }

    @Test
    void aFewAnswersOfADriverSayLittleAndManySayMuch() {
        double unknown = acceptance(PickupAnswers.none(), AnswerCounts.NONE).probability(NEAR);
        double once = acceptance(PickupAnswers.none(), new AnswerCounts(0, 1)).probability(NEAR);
        double often = acceptance(PickupAnswers.none(), new AnswerCounts(5, 45)).probability(NEAR);

        assertThat(once).isBetween(0.75, unknown);
        assertThat(often).isLessThan(0.3);
    }

    @Test
    void oldAnswersFade() {
        AnswerCounts counts = new AnswerCounts(0, 50);
        for (int answer = 0; answer < 50; answer++) {
            counts = counts.after(true, 50);
        }

        assertThat(counts.total()).isLessThanOrEqualTo(50);
        assertThat(counts.accepted()).isGreaterThan(counts.declined());
    }

    @Test
    void absurdSettingsAreRefused() {
        assertThatThrownBy(() -> new Acceptance(Duration.ofHours(1), PickupAnswers.none(), _ -> AnswerCounts.NONE))
                .hasMessage("declineCost: PT1H (expected: 0 to 30 min)");
        assertThatThrownBy(() -> new AnswerCounts(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void moreAcceptedOffersNeverMakeADriverLessLikely(
            @ForAll @IntRange(max = 100) int accepted, @ForAll @IntRange(max = 100) int declined,
            @ForAll @IntRange(max = 3_000) int etaSeconds) {
        var candidate = new Candidate("d0", Duration.ofSeconds(etaSeconds));
        double before = acceptance(PickupAnswers.none(), new AnswerCounts(accepted, declined)).probability(candidate);
        double after = acceptance(PickupAnswers.none(), new AnswerCounts(accepted + 1, declined))
                .probability(candidate);

        assertThat(before).isBetween(0.02, 0.99);
        assertThat(after).isBetween(before, 0.99);
    }

    private static Acceptance acceptance(PickupAnswers city, AnswerCounts ofDriver) {
        return new Acceptance(COST, city, _ -> ofDriver);
    }
}
