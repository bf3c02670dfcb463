package dev.ridewire.booking.domain.fare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

class RatesPropertyTest {
    private static final Rates RATES = new Rates(
            usd("2.55"), usd("1.17"), usd("0.36"), usd("7.00"), usd("2.20"), usd("5.00"));

    @Example
    void aFareIsBaseDistanceTimeAndBookingFee() {
        Fare fare = RATES.fareFor(new TripLength(10_500, Duration.ofSeconds(1_230)), Surge.NONE);

        assertThat(fare.breakdown()).extracting(FareLine::amount)
                .containsExactly(usd("2.55"), usd("12.29"), usd("7.38"), usd("2.20"));
        assertThat(fare.total()).isEqualTo(usd("24.42"));
    }

    @Example
    void aShortTripCostsTheMinimumAndTheBookingFee() {
        Fare fare = RATES.fareFor(new TripLength(200, Duration.ofSeconds(30)), Surge.NONE);

        assertThat(fare.breakdown()).extracting(FareLine::kind).contains(FareLine.Kind.MINIMUM_FARE_ADJUSTMENT);
        assertThat(fare.total()).isEqualTo(usd("9.20"));
    }

    @Example
    void aSurgeIsALineOfItsOwnAndLeavesTheBookingFeeAlone() {
        Fare fare = RATES.fareFor(new TripLength(200, Duration.ofSeconds(30)), new Surge(new BigDecimal("1.5")));

        assertThat(fare.breakdown()).contains(
                new FareLine(FareLine.Kind.SURGE, usd("3.50")), new FareLine(FareLine.Kind.BOOKING_FEE, usd("2.20")));
        assertThat(fare.total()).isEqualTo(usd("12.70"));
    }

    @Property
    void theBreakdownAddsUpToTheCentInEveryCurrency(
            @ForAll @IntRange(max = 300_000) int meters, @ForAll @IntRange(max = 50_000) int seconds,
            @ForAll @BigRange(min = "1", max = "5") @Scale(2) BigDecimal surge, @ForAll("rates") Rates rates) {
        Fare fare = rates.fareFor(new TripLength(meters, Duration.ofSeconds(seconds)), new Surge(surge));

        assertThat(Money.total(fare.breakdown().stream().map(FareLine::amount).toList())).isEqualTo(fare.total());
        assertThat(fare.total().isLessThan(rates.minimum().plus(rates.bookingFee()))).isFalse();
        assertThat(fare.breakdown()).extracting(FareLine::amount).noneMatch(Money::isNegative);
    }

    @Property
    void aDearerTimeNeverMakesATripCheaper(
            @ForAll @IntRange(max = 300_000) int meters,
            @ForAll @BigRange(min = "1", max = "5") @Scale(2) BigDecimal surge) {
        var trip = new TripLength(meters, Duration.ofSeconds(600));

        assertThat(RATES.fareFor(trip, new Surge(surge)).total().isLessThan(RATES.fareFor(trip, Surge.NONE).total()))
                .isFalse();
    }

    @Example
    void aSurgeIsNeverADiscountAndNeverBeyondAllMeasure() {
        for (String multiplier : List.of("0.99", "5.01", "1.005", "-1")) {
            assertThatThrownBy(() -> new Surge(new BigDecimal(multiplier)))
                    .hasMessage("surge multiplier: %s (expected: 1.00..5.00, two decimals)".formatted(multiplier));
        }
    }

    @Provide
    Arbitrary<Rates> rates() {
        return Arbitraries.of("USD", "EUR", "JPY", "KWD").map(CurrencyUnit::of).flatMap(currency -> Arbitraries
                .longs().between(0, 5_000).map(minor -> Money.ofMinor(currency, minor)).list().ofSize(6)
                .map(it -> new Rates(it.get(0), it.get(1), it.get(2), it.get(3), it.get(4), it.get(5))));
    }

    @Property
    void aLongerTripNeverCostsLess(
            @ForAll @IntRange(max = 300_000) int meters, @ForAll @IntRange(max = 1_000) int more) {
        Money shorter = RATES.fareFor(new TripLength(meters, Duration.ofSeconds(600)), Surge.NONE).total();
        Money longer = RATES.fareFor(new TripLength(meters + more, Duration.ofSeconds(600)), Surge.NONE).total();

        assertThat(longer.isLessThan(shorter)).isFalse();
    }

    private static Money usd(String amount) {
        return Money.parse("USD " + amount);
    }
}
