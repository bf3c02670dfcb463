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
                new LoadProperties.Costly(100, 60),
                new LoadProperties.Concurrent(100, 400, 1_000, Duration.ofMillis(500),
                        Duration.ofSeconds(60)),
                new LoadProperties.Client(Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(15),
                        Duration.ofSeconds(30))));
    }

    @Test
    void names() {
        assertThat(bind(Map.ofEntries(Map.entry("ridewire.load.per-person.burst", "1"),
                Map.entry("ridewire.load.per-person.per-second", "2"),
                Map.entry("ridewire.load.per-person.people", "3"), Map.entry("ridewire.load.costly.burst", "13"),
                Map.entry("ridewire.load.costly.per-minute", "14"),
                Map.entry("ridewire.load.concurrent.least", "4"),
                Map.entry("ridewire.load.concurrent.initial", "5"), Map.entry("ridewire.load.concurrent.most", "6"),
                Map.entry("ridewire.load.concurrent.target", "7s"), Map.entry("ridewire.load.concurrent.longest", "8s"),
                Map.entry("ridewire.load.client.idle", "9s"), Map.entry("ridewire.load.client.read", "10s"),
                Map.entry("ridewire.load.client.request", "11s"), Map.entry("ridewire.load.client.write", "12s"))))
                .isEqualTo(new LoadProperties(new LoadProperties.PerPerson(1, 2, 3), new LoadProperties.Costly(13, 14),
                        new LoadProperties.Concurrent(4, 5, 6, Duration.ofSeconds(7), Duration.ofSeconds(8)),
                        new LoadProperties.Client(Duration.ofSeconds(9), Duration.ofSeconds(10), Duration.ofSeconds(11),
                                Duration.ofSeconds(12))));
    }

    @ParameterizedTest
    @CsvSource({"per-person.burst, 0", "per-person.per-second, -1", "per-person.people, 0", "costly.burst, 0",
            "costly.per-minute, 0", "concurrent.least, 0", "concurrent.least, 401", "concurrent.most, 399",
            "concurrent.target, 0s", "concurrent.longest, 0s",
            "client.idle, 0s", "client.read, -1s", "client.request, 0s", "client.write, 0s"})
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
