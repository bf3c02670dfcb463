package dev.ridewire.booking.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.booking.domain.city.City;
import dev.ridewire.booking.domain.city.Tariff;
import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.fare.SettlementPolicy;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BookingPropertiesTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String TOWN = "ridewire.booking.cities.town.";
    private static final String PRICES = TOWN + "tariffs[0].classes.STANDARD.";
    private static final Map<String, String> REQUIRED = settings(
            "ridewire.booking.quote-key", KEY,
            TOWN + "currency", "USD",
            TOWN + "time-zone", "America/New_York",
            TOWN + "area", "POLYGON ((10 50, 11 50, 11 51, 10 51, 10 50))",
            TOWN + "tariffs[0].version", "2026-1",
            TOWN + "tariffs[0].from", "2026-01-01",
            PRICES + "base", "2.55",
            PRICES + "per-kilometer", "1.15",
            PRICES + "per-minute", "0.35",
            PRICES + "minimum", "7.00",
            PRICES + "booking-fee", "2.20",
            PRICES + "cancellation-fee", "5.00");

    @Test
    void onlyTheKeyAndTheCitiesHaveNoDefault() {
        BookingProperties properties = bind(REQUIRED);

        assertThat(properties.quoteLife()).isEqualTo(Duration.ofMinutes(5));
        assertThat(properties.mostScheduled()).isEqualTo(RidePolicy.STANDARD.mostScheduled());
        assertThat(properties.travel()).isEqualTo(new BookingProperties.Travel(1.3, 6.5, 50, 200_000));
        assertThat(properties.fares().policy()).isEqualTo(SettlementPolicy.STANDARD);
        assertThat(properties.sweep())
                .isEqualTo(new BookingProperties.Sweep(
                        Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofSeconds(10)));
        assertThat(properties.surges()).containsOnly(Map.entry("town", Surge.NONE));
        City town = properties.serviceMap().cities().getFirst();
        assertThat(town.name()).isEqualTo("town");
        assertThat(town.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(town.dropoffReach()).isEqualTo(50_000);
        assertThat(town.tariffs()).containsExactly(new Tariff("2026-1", LocalDate.of(2026, 1, 1), null,
                Map.of(new VehicleClass("STANDARD"), new Rates(usd("2.55"), usd("1.15"), usd("0.35"), usd("7.00"),
                        usd("2.20"), usd("5.00")))));
    }

    @Test
    void everySettingHasItsName() {
        Map<String, String> all = new HashMap<>(REQUIRED);
        all.putAll(settings(
                "ridewire.booking.quote-life", "2m",
                "ridewire.booking.most-scheduled", "3",
                TOWN + "name", "Our Town",
                "ridewire.booking.sweep.scheduled-rides", "500ms",
                "ridewire.booking.sweep.abandoned-rides", "3m",
                "ridewire.booking.sweep.unmeasured-rides", "2m",
                "ridewire.booking.sweep.idempotency-keys", "1m",
                "ridewire.booking.travel.detour-factor", "1.5",
                "ridewire.booking.travel.meters-per-second", "10",
                "ridewire.booking.travel.minimum-meters", "100",
                "ridewire.booking.travel.maximum-meters", "50000",
                "ridewire.booking.fares.tolerance-share", "0.1",
                "ridewire.booking.fares.tolerance-meters", "500",
                "ridewire.booking.fares.tolerance-time", "1m",
                "ridewire.booking.fares.cap", "2",
                TOWN + "dropoff-reach-meters", "1000",
                TOWN + "surge-multiplier", "1.5",
                TOWN + "tariffs[0].until", "2026-07-01",
                TOWN + "tariffs[1].version", "2026-2",
                TOWN + "tariffs[1].from", "2026-07-01"));
        REQUIRED.forEach((name, value) -> {
            if (name.startsWith(PRICES)) {
                all.put(name.replace("tariffs[0]", "tariffs[1]"), value);
            }
        });

        BookingProperties properties = bind(all);

        assertThat(properties.quoteLife()).isEqualTo(Duration.ofMinutes(2));
        assertThat(properties.mostScheduled()).isEqualTo(3);
        City town = properties.serviceMap().cities().getFirst();
        assertThat(town.name()).isEqualTo("Our Town");
        assertThat(town.dropoffReach()).isEqualTo(1000);
        assertThat(town.tariffs()).extracting(Tariff::version).containsExactly("2026-1", "2026-2");
        assertThat(properties.surges()).containsOnly(Map.entry("town", new Surge(new BigDecimal("1.50"))));
        assertThat(properties.fares().policy()).isEqualTo(
                new SettlementPolicy(0.1, 500, Duration.ofMinutes(1), new BigDecimal("2")));
        assertThat(properties.travel()).isEqualTo(new BookingProperties.Travel(1.5, 10, 100, 50_000));
        assertThat(properties.sweep())
                .isEqualTo(new BookingProperties.Sweep(
                        Duration.ofMillis(500), Duration.ofMinutes(3), Duration.ofMinutes(2), Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "ridewire.booking.quote-life", "ridewire.booking.sweep.scheduled-rides",
            "ridewire.booking.sweep.abandoned-rides", "ridewire.booking.sweep.unmeasured-rides",
            "ridewire.booking.sweep.idempotency-keys"})
    void aDurationThatIsNotPositiveStopsTheStart(String name) {
        assertThatThrownBy(() -> bind(with(name, "0s")))
                .rootCause().hasMessage(name + ": PT0S (expected: more than 0)");
    }

    @Test
    void aRiderWhoMayScheduleNothingStopsTheStart() {
        assertThatThrownBy(() -> bind(with("ridewire.booking.most-scheduled", "0")))
                .rootCause().hasMessage("ridewire.booking.most-scheduled: 0 (expected: 1 or more)");
    }

    @Test
    void aMissingOrShortKeyAndMissingCitiesStopTheStart() {
        assertThatThrownBy(() -> bind(without("ridewire.booking.quote-key")))
                .rootCause().hasMessage("ridewire.booking.quote-key is missing (expected: base64)");
        assertThatThrownBy(() -> bind(with("ridewire.booking.quote-key", "c2hvcnQ=")))
                .rootCause().hasMessage("ridewire.booking.quote-key is too short (expected: 32 bytes or more)");
        assertThatThrownBy(() -> bind(Map.of("ridewire.booking.quote-key", KEY)))
                .rootCause().hasMessage("ridewire.booking.cities: none (expected: one or more)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            currency                                  | QQQ                               | currency: QQQ (expected: a code of ISO 4217)
            time-zone                                 | America/Gotham                    | time-zone: America/Gotham (expected: a zone of the IANA database)
            area                                      | POLYGON ((0 0, 1 0, 1 1, 0 1))    | area: Points of LinearRing do not form a closed linestring (expected: rings that end where they begin)
            area                                      | POINT (0 0)                       | area: Point (expected: POLYGON or MULTIPOLYGON)
            surge-multiplier                          | 0.5                               | surge multiplier: 0.5 (expected: 1.00..5.00, two decimals)
            dropoff-reach-meters                      | -1                                | dropoffReach: -1.0 (expected: 0 or more metres)
            tariffs[0].version                        | a version                         | tariff's version: a version (expected: [A-Za-z0-9._-]{1,32})
            tariffs[0].until                          | 2026-07-01                        | tariff 2026-1 ends on 2026-07-01 and none follows (expected: no end)
            tariffs[0].until                          | 2025-07-01                        | tariff 2026-1 ends on 2025-07-01 (expected: after 2026-01-01)
            tariffs[0].classes.STANDARD.base          | 2.555                             | tariff 2026-1, STANDARD: base: 2.555 (expected: 0 or more, 2 decimals of USD at most)
            tariffs[0].classes.STANDARD.minimum       | -1                                | tariff 2026-1, STANDARD: minimum: -1 (expected: 0 or more, 2 decimals of USD at most)
            tariffs[0].classes.standard.base          | 1                                 | vehicle class: standard (expected: [A-Z][A-Z0-9_]{0,31})
            """)
    void aMistakeInACityStopsTheStartWithASentence(String setting, String value, String sentence) {
        assertThatThrownBy(() -> bind(with(TOWN + setting, value)))
                .hasStackTraceContaining("ridewire.booking.cities.town: " + sentence);
    }

    @Test
    void citiesThatOverlapStopTheStart() {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        REQUIRED.forEach((name, value) -> settings.put(name.replace(".town.", ".twin."), value));

        assertThatThrownBy(() -> bind(settings)).hasStackTraceContaining("area overlaps with that of");
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(bind(REQUIRED).toString()).doesNotContain(KEY);
    }

    private static BookingProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("ridewire.booking", BookingProperties.class).get();
    }

    private static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Map.copyOf(settings);
    }

    private static Money usd(String amount) {
        return Money.parse("USD " + amount);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.put(name, value);
        return settings;
    }

    private static Map<String, String> without(String name) {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.remove(name);
        return settings;
    }
}
