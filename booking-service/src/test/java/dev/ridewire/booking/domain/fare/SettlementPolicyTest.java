package dev.ridewire.booking.domain.fare;

import static dev.ridewire.booking.domain.ride.SampleRides.FARE;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.TERMS;
import static dev.ridewire.booking.domain.ride.SampleRides.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The sample trip is estimated at 5 km and 15 minutes. */
class SettlementPolicyTest {
    private static final SettlementPolicy POLICY = SettlementPolicy.STANDARD;

    @Example
    void theQuoteHoldsForATripOfAboutTheEstimatedLength() {
        for (TripLength about : new TripLength[]{
                trip(5_000, 900), trip(6_250, 900), trip(3_750, 900), trip(5_000, 1_200), trip(6_000, 600)}) {
            assertThat(settle(about).basis()).isEqualTo(Settlement.Basis.QUOTE_HELD);
            assertThat(settle(about).fare().total()).isEqualTo(FARE);
        }
    }

    @Example
    void aTripThatNobodyMeasuredCostsWhatWasQuoted() {
        var settlement = settle(null);

        assertThat(settlement.basis()).isEqualTo(Settlement.Basis.NOT_MEASURED);
        assertThat(settlement.fare().total()).isEqualTo(FARE);
    }

    @Example
    void aLongerTripCostsMoreAndAShorterOneLessByTheRatesOfTheQuote() {
        assertThat(settle(trip(6_251, 900)).basis()).isEqualTo(Settlement.Basis.RECOMPUTED);
        assertThat(settle(trip(6_251, 900)).fare().total()).isEqualTo(usd("13.75"));
        assertThat(settle(trip(5_000, 1_201)).fare().total()).isEqualTo(usd("13.50"));
        assertThat(settle(trip(2_000, 300)).fare().total()).isEqualTo(usd("9.00"));
    }

    @Example
    void aDetourNeverCostsMoreThanTheCapAndTheCapIsALine() {
        var settlement = settle(trip(50_000, 7_200));

        assertThat(settlement.basis()).isEqualTo(Settlement.Basis.CAPPED);
        assertThat(settlement.fare().total()).isEqualTo(usd("18.75"));
        assertThat(settlement.fare().breakdown())
                .contains(new FareLine(FareLine.Kind.CAP, usd("-59.75")));
    }

    @Property
    void whateverWasMeasuredTheLinesAddUpAndTheCapHolds(
            @ForAll @IntRange(max = 500_000) int meters, @ForAll @IntRange(max = 90_000) int seconds) {
        var settlement = settle(trip(meters, seconds));
        Money most = FARE.multipliedBy(POLICY.cap(), RoundingMode.DOWN);

        assertThat(Money.total(settlement.fare().breakdown().stream().map(FareLine::amount).toList()))
                .isEqualTo(settlement.fare().total());
        assertThat(settlement.fare().total().isGreaterThan(most)).isFalse();
        assertThat(settlement.driverEarnings()).isEqualTo(settlement.fare().total().minus(usd("2.00")));
    }

    @Example
    void toleranceAndCapAreNotNegative() {
        assertThatThrownBy(() -> new SettlementPolicy(Double.NaN, 0, Duration.ZERO, BigDecimal.ONE))
                .hasMessage("tolerance: share NaN, 0 m, PT0S (expected: 0 or more)");
        assertThatThrownBy(() -> new SettlementPolicy(0, 0, Duration.ZERO, new BigDecimal("0.9")))
                .hasMessage("cap: 0.9 (expected: 1 or more)");
    }

    private static Settlement settle(@Nullable TripLength measured) {
        return POLICY.settle(TERMS.quoted(), TERMS, measured, NOW);
    }

    private static TripLength trip(long meters, long seconds) {
        return new TripLength(meters, Duration.ofSeconds(seconds));
    }
}
