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
                new TrackingProperties.Streams(Duration.ofSeconds(15), 10_000, 10, 200, 20_000, Duration.ofSeconds(10)),
                new TrackingProperties.Sockets(Duration.ofSeconds(20), Duration.ofMinutes(1), 20_000, 1000, 50,
                        Duration.ofSeconds(10)),
                new TrackingProperties.Share(10, 60, 120, 50_000, "", Duration.ofSeconds(5), Duration.ofDays(1)),
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
        values.put("ridewire.tracking.streams.max-of-dispatcher", "14");
        values.put("ridewire.tracking.streams.remembered", "7");
        values.put("ridewire.tracking.streams.reconnect-within", "24s");
        values.put("ridewire.tracking.sockets.ping", "18s");
        values.put("ridewire.tracking.sockets.idle", "19s");
        values.put("ridewire.tracking.sockets.max-open", "20");
        values.put("ridewire.tracking.sockets.burst", "21");
        values.put("ridewire.tracking.sockets.points-per-second", "22");
        values.put("ridewire.tracking.sockets.reconnect-within", "23s");
        values.put("ridewire.tracking.share.most-of-ride", "25");
        values.put("ridewire.tracking.share.burst", "26");
        values.put("ridewire.tracking.share.per-minute", "27");
        values.put("ridewire.tracking.share.addresses", "28");
        values.put("ridewire.tracking.share.address-header", "X-Real-IP");
        values.put("ridewire.tracking.share.check", "29s");
        values.put("ridewire.tracking.share.retention", "30s");
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
                new TrackingProperties.Streams(Duration.ofSeconds(6), 12, 13, 14, 7, Duration.ofSeconds(24)),
                new TrackingProperties.Sockets(Duration.ofSeconds(18), Duration.ofSeconds(19), 20, 21, 22,
                        Duration.ofSeconds(23)),
                new TrackingProperties.Share(25, 26, 27, 28, "X-Real-IP", Duration.ofSeconds(29),
                        Duration.ofSeconds(30)),
                new TrackingProperties.Trips(Duration.ofSeconds(8), 0.5, Duration.ofSeconds(16), Duration.ofSeconds(17),
                        9, 10, Duration.ofSeconds(11), Duration.ofHours(14),
                        Duration.ofSeconds(15))));
    }

    private static TrackingProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("ridewire.tracking", TrackingProperties.class);
    }
}
