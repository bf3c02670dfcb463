package dev.ridewire.booking.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.booking.domain.VehicleClass;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BookingPropertiesTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Map<String, String> REQUIRED = Map.of(
            "ridewire.booking.quote-key", KEY,
            "ridewire.booking.tariffs.STANDARD.base", "2.55",
            "ridewire.booking.tariffs.STANDARD.per-kilometer", "1.15",
            "ridewire.booking.tariffs.STANDARD.per-minute", "0.35",
            "ridewire.booking.tariffs.STANDARD.minimum", "7.00",
            "ridewire.booking.tariffs.STANDARD.booking-fee", "2.20");

    @Test
    void onlyTheKeyAndTheTariffsHaveNoDefault() {
        BookingProperties properties = bind(REQUIRED);

        assertThat(properties.quoteLife()).isEqualTo(Duration.ofMinutes(5));
        assertThat(properties.currency()).isEqualTo("USD");
        assertThat(properties.travel()).isEqualTo(new BookingProperties.Travel(1.3, 6.5, 50, 200_000));
        assertThat(properties.sweep())
                .isEqualTo(new BookingProperties.Sweep(
                        Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(10)));
        assertThat(properties.priceList().tariffs()).containsOnlyKeys(new VehicleClass("STANDARD"));
    }

    @Test
    void everySettingHasItsName() {
        Map<String, String> all = new HashMap<>(REQUIRED);
        all.putAll(Map.of(
                "ridewire.booking.quote-life", "2m",
                "ridewire.booking.currency", "EUR",
                "ridewire.booking.sweep.scheduled-rides", "500ms",
                "ridewire.booking.sweep.unmeasured-rides", "2m",
                "ridewire.booking.sweep.idempotency-keys", "1m",
                "ridewire.booking.travel.detour-factor", "1.5",
                "ridewire.booking.travel.meters-per-second", "10",
                "ridewire.booking.travel.minimum-meters", "100",
                "ridewire.booking.travel.maximum-meters", "50000"));

        BookingProperties properties = bind(all);

        assertThat(properties.quoteLife()).isEqualTo(Duration.ofMinutes(2));
        assertThat(properties.currency()).isEqualTo("EUR");
        assertThat(properties.travel()).isEqualTo(new BookingProperties.Travel(1.5, 10, 100, 50_000));
        assertThat(properties.sweep())
                .isEqualTo(new BookingProperties.Sweep(
                        Duration.ofMillis(500), Duration.ofMinutes(2), Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "ridewire.booking.quote-life", "ridewire.booking.sweep.scheduled-rides",
            "ridewire.booking.sweep.unmeasured-rides", "ridewire.booking.sweep.idempotency-keys"})
    void aDurationThatIsNotPositiveStopsTheStart(String name) {
        assertThatThrownBy(() -> bind(with(name, "0s")))
                .rootCause().hasMessage(name + ": PT0S (expected: more than 0)");
    }

    @Test
    void aMissingOrShortKeyAndMissingTariffsStopTheStart() {
        assertThatThrownBy(() -> bind(without("ridewire.booking.quote-key")))
                .rootCause().hasMessage("ridewire.booking.quote-key is missing (expected: base64)");
        assertThatThrownBy(() -> bind(with("ridewire.booking.quote-key", "c2hvcnQ=")))
                .rootCause().hasMessage("ridewire.booking.quote-key is too short (expected: 32 bytes or more)");
        assertThatThrownBy(() -> bind(Map.of("ridewire.booking.quote-key", KEY)))
                .rootCause().hasMessage("ridewire.booking.tariffs: none (expected: one or more)");
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(bind(REQUIRED).toString()).doesNotContain(KEY);
    }

    private static BookingProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("ridewire.booking", BookingProperties.class).get();
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
