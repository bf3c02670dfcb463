package dev.ridewire.web.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Names and defaults are a promise to operators. */
class LoadPropertiesTest {
    @Test
    void defaults() {
        assertThat(bind(Map.of())).isEqualTo(new LoadProperties(new LoadProperties.PerPerson(200, 50, 100_000),
                new LoadProperties.Concurrent(100, 400, 1_000, Duration.ofMillis(500))));
    }

    @Test
    void names() {
        assertThat(bind(Map.of("ridewire.load.per-person.burst", "1", "ridewire.load.per-person.per-second", "2",
                "ridewire.load.per-person.people", "3", "ridewire.load.concurrent.least", "4",
                "ridewire.load.concurrent.initial", "5", "ridewire.load.concurrent.most", "6",
                "ridewire.load.concurrent.target", "7s")))
                .isEqualTo(new LoadProperties(new LoadProperties.PerPerson(1, 2, 3),
                        new LoadProperties.Concurrent(4, 5, 6, Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @CsvSource({"per-person.burst, 0", "per-person.per-second, -1", "per-person.people, 0", "concurrent.least, 0",
            "concurrent.least, 401", "concurrent.most, 399", "concurrent.target, 0s"})
    void whatMakesNoSenseIsRefused(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("ridewire.load." + name, value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause().hasMessageContaining("ridewire.load.").hasMessageContaining("expected");
    }

    private static LoadProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("ridewire.load",
                LoadProperties.class);
    }
}
