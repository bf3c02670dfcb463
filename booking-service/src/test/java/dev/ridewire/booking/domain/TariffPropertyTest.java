package dev.ridewire.booking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.Money;

class TariffPropertyTest {
    private static final Tariff TARIFF = new Tariff(usd("2.55"), usd("1.17"), usd("0.36"), usd("7.00"), usd("2.20"));

    @Example
    void aFareIsBaseDistanceTimeAndBookingFee() {
        Fare fare = TARIFF.fareFor(new TripEstimate(10_500, Duration.ofSeconds(1_230)));

        assertThat(fare.breakdown()).extracting(FareLine::amount)
                .containsExactly(usd("2.55"), usd("12.29"), usd("7.38"), usd("2.20"));
        assertThat(fare.total()).isEqualTo(usd("24.42"));
    }

    @Example
    void aShortTripCostsTheMinimumAndTheBookingFee() {
        Fare fare = TARIFF.fareFor(new TripEstimate(200, Duration.ofSeconds(30)));

        assertThat(fare.breakdown()).extracting(FareLine::kind).contains(FareLine.Kind.MINIMUM_FARE_ADJUSTMENT);
        assertThat(fare.total()).isEqualTo(usd("9.20"));
    }

    @Property
    void theBreakdownAddsUpToTheCent(
            @ForAll @IntRange(max = 300_000) int meters, @ForAll @IntRange(max = 50_000) int seconds) {
        Fare fare = TARIFF.fareFor(new TripEstimate(meters, Duration.ofSeconds(seconds)));

        assertThat(Money.total(fare.breakdown().stream().map(FareLine::amount).toList())).isEqualTo(fare.total());
    }

    @Property
    void aLongerTripNeverCostsLess(
            @ForAll @IntRange(max = 300_000) int meters, @ForAll @IntRange(max = 1_000) int more) {
        Money shorter = TARIFF.fareFor(new TripEstimate(meters, Duration.ofSeconds(600))).total();
        Money longer = TARIFF.fareFor(new TripEstimate(meters + more, Duration.ofSeconds(600))).total();

        assertThat(longer.isLessThan(shorter)).isFalse();
    }

    @Example
    void anEstimateTakesDetoursAndTrafficIntoAccount() {
        var assumptions = new TravelAssumptions(1.3, 6.5, 50, 200_000);

        var trip = TripEstimate.between(new GeoPoint(0, 0), new GeoPoint(0, 0.1), assumptions);

        assertThat(trip.distanceMeters()).isEqualTo(14_455);
        assertThat(trip.duration()).isEqualTo(Duration.ofSeconds(2_224));
    }

    private static Money usd(String amount) {
        return Money.parse("USD " + amount);
    }
}
