package dev.ridewire.tracking.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Names and defaults are a promise to operators. */
class TrackingPropertiesTest {
    @Test
    void defaults() {
        assertThat(bind(Map.of())).isEqualTo(new TrackingProperties(
                200,
                new TrackingProperties.Pings(Duration.ofSeconds(30), Duration.ofMinutes(10), 200, Duration.ofMinutes(2),
                        50_000),
                new TrackingProperties.Streams(Duration.ofSeconds(15), 10_000, 10, 20_000),
                new TrackingProperties.Trips(Duration.ofSeconds(60), 0.2, Duration.ofSeconds(5), Duration.ofMillis(500),
                        20_000, 1000, Duration.ofMillis(100),
                        Duration.ofDays(1), Duration.ofMinutes(1))));
    }

    @Test
    void names() {
        var values = new HashMap<String, String>();
        values.put("ridewire.tracking.max-speed-kmh", "120");
        values.put("ridewire.tracking.pings.max-future", "1s");
        values.put("ridewire.tracking.pings.max-age", "2s");
        values.put("ridewire.tracking.pings.max-accuracy-meters", "3");
        values.put("ridewire.tracking.pings.memory", "4s");
        values.put("ridewire.tracking.pings.remembered-drivers", "5");
        values.put("ridewire.tracking.streams.heartbeat", "6s");
        values.put("ridewire.tracking.streams.max-open", "12");
        values.put("ridewire.tracking.streams.max-of-one", "13");
        values.put("ridewire.tracking.streams.remembered", "7");
        values.put("ridewire.tracking.trips.max-gap", "8s");
        values.put("ridewire.tracking.trips.max-unknown-share", "0.5");
        values.put("ridewire.tracking.trips.settle", "16s");
        values.put("ridewire.tracking.trips.measure", "17s");
        values.put("ridewire.tracking.trips.buffer", "9");
        values.put("ridewire.tracking.trips.batch", "10");
        values.put("ridewire.tracking.trips.interval", "11s");
        values.put("ridewire.tracking.trips.retention", "14h");
        values.put("ridewire.tracking.trips.sweep", "15s");

        assertThat(bind(values)).isEqualTo(new TrackingProperties(
                120,
                new TrackingProperties.Pings(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, Duration.ofSeconds(4), 5),
                new TrackingProperties.Streams(Duration.ofSeconds(6), 12, 13, 7),
                new TrackingProperties.Trips(Duration.ofSeconds(8), 0.5, Duration.ofSeconds(16), Duration.ofSeconds(17),
                        9, 10, Duration.ofSeconds(11), Duration.ofHours(14),
                        Duration.ofSeconds(15))));
    }

    private static TrackingProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("ridewire.tracking", TrackingProperties.class);
    }
}
