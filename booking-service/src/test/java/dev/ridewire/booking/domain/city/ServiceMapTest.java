package dev.ridewire.booking.domain.city;

import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.RATES;
import static dev.ridewire.booking.domain.ride.SampleRides.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceMapTest {
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final Tariff FIRST = tariff("2026-1", NEW_YEAR, LocalDate.of(2026, 7, 1));
    private static final Tariff SECOND = tariff("2026-2", LocalDate.of(2026, 7, 1), null);
    private static final City TOKYO = city("tokyo", new Square(35, 139, 1), "Asia/Tokyo", SECOND, FIRST);
    private static final City LATER = city("later", new Square(36, 140, 1), "Asia/Tokyo",
            tariff("2027-1", LocalDate.of(2027, 1, 1), null));
    private static final ServiceMap MAP = new ServiceMap(
            List.of(TOKYO, LATER), new TravelAssumptions(1.3, 6.5, 50, 100_000));

    @Test
    void thePickupDecidesTheCityAndItsTariffOfTheDay() {
        var answer = MAP.answerFor(new GeoPoint(35.6, 139.7), new GeoPoint(35.7, 139.8), NOW);

        assertThat(answer).isInstanceOfSatisfying(ServiceMap.Answer.Served.class, served -> {
            assertThat(served.city()).isEqualTo(TOKYO);
            assertThat(served.tariff()).isEqualTo(SECOND);
            assertThat(served.estimate().distanceMeters()).isPositive();
        });
    }

    @Test
    void aTariffBeginsAtMidnightInItsCity() {
        assertThat(TOKYO.tariffAt(Instant.parse("2026-06-30T14:59:59Z"))).contains(FIRST);
        assertThat(TOKYO.tariffAt(Instant.parse("2026-06-30T15:00:00Z"))).contains(SECOND);
        assertThat(TOKYO.tariffAt(Instant.parse("2025-12-31T14:59:59Z"))).isEmpty();
    }

    @Test
    void aPickupOutsideOfEveryCityIsToldWhatIsServed() {
        var inTheSea = new GeoPoint(34, 150);

        assertThat(MAP.answerFor(inTheSea, inTheSea, NOW)).isEqualTo(new ServiceMap.Answer.NotServed(
                new TripRejection.OutsideServiceArea(TripRejection.Stop.PICKUP, List.of(TOKYO))));
    }

    @Test
    void aCityIsNotServedBeforeItsFirstTariff() {
        assertThat(MAP.answerFor(new GeoPoint(36.6, 140.7), new GeoPoint(36.7, 140.8), NOW))
                .isInstanceOf(ServiceMap.Answer.NotServed.class);
    }

    @Test
    void aTripMayEndOutsideOfItsCityButNotFarOutside() {
        var pickup = new GeoPoint(35.5, 139.99);

        assertThat(MAP.answerFor(pickup, new GeoPoint(35.5, 140.1), NOW))
                .isInstanceOf(ServiceMap.Answer.Served.class);
        assertThat(MAP.answerFor(pickup, new GeoPoint(35.5, 140.12), NOW)).isEqualTo(new ServiceMap.Answer.NotServed(
                new TripRejection.OutsideServiceArea(TripRejection.Stop.DROPOFF, List.of(TOKYO))));
    }

    @Test
    void aTripToNowhereAndOneAcrossTheWholeAreaAreNoTrips() {
        var pickup = new GeoPoint(35.01, 139.01);

        assertThat(MAP.answerFor(pickup, pickup, NOW))
                .isEqualTo(new ServiceMap.Answer.NotServed(new TripRejection.TripTooShort(50)));
        assertThat(MAP.answerFor(pickup, new GeoPoint(35.99, 139.99), NOW))
                .isEqualTo(new ServiceMap.Answer.NotServed(new TripRejection.TripTooLong(100_000)));
    }

    @Test
    void tariffsThatOverlapLeaveAGapEndForGoodOrShareAVersionMakeNoCity() {
        var july = LocalDate.of(2026, 7, 1);

        assertThatThrownBy(() -> withTariffs(FIRST, tariff("2026-2", july.minusDays(1), null))).hasMessage(
                "tariff 2026-2 begins on 2026-06-30 and overlaps tariff 2026-1, which ends on 2026-07-01");
        assertThatThrownBy(() -> withTariffs(tariff("2026-1", NEW_YEAR, null), SECOND)).hasMessage(
                "tariff 2026-2 begins on 2026-07-01 and overlaps tariff 2026-1, which ends never");
        assertThatThrownBy(() -> withTariffs(FIRST, tariff("2026-2", july.plusDays(1), null))).hasMessage(
                "tariff 2026-2 begins on 2026-07-02 and leaves a gap after tariff 2026-1, which ends on 2026-07-01");
        assertThatThrownBy(() -> withTariffs(FIRST))
                .hasMessage("tariff 2026-1 ends on 2026-07-01 and none follows (expected: no end)");
        assertThatThrownBy(() -> withTariffs(FIRST, tariff("2026-1", july, null)))
                .hasMessage("two tariffs have the version 2026-1");
        assertThatThrownBy(ServiceMapTest::withTariffs).hasMessage("tariffs: none (expected: one or more)");
    }

    @Test
    void aTariffThatEndsBeforeItBeginsHasNoClassOrTwoCurrenciesIsNone() {
        assertThatThrownBy(() -> tariff("2026-1", NEW_YEAR, NEW_YEAR))
                .hasMessage("tariff 2026-1 ends on 2026-01-01 (expected: after 2026-01-01)");
        assertThatThrownBy(() -> new Tariff("2026-1", NEW_YEAR, null, Map.of()))
                .hasMessage("tariff 2026-1 has no vehicle class (expected: one or more)");
        assertThatThrownBy(() -> new Tariff("2026-1", NEW_YEAR, null,
                Map.of(STANDARD, RATES, new VehicleClass("XL"), Rates.flat(Money.parse("EUR 9.00")))))
                .hasMessage("tariff 2026-1 is in [EUR, USD] (expected: one currency)");
    }

    private static City withTariffs(Tariff... tariffs) {
        return city("tokyo", new Square(35, 139, 1), "Asia/Tokyo", tariffs);
    }

    private static City city(String id, ServiceArea area, String zone, Tariff... tariffs) {
        return new City(id, id, area, 10_000, ZoneId.of(zone), List.of(tariffs));
    }

    private static Tariff tariff(String version, LocalDate from, @Nullable LocalDate until) {
        return new Tariff(version, from, until, Map.of(STANDARD, RATES));
    }
}
