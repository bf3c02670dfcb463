package dev.ridewire.tracking.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;

/** Names and defaults are a promise to operators. */
class OpsPropertiesTest {
    @Test
    void defaults() {
        assertThat(bind(Map.of())).isEqualTo(new OpsProperties(
                Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofSeconds(1), 100, 2_000,
                new OpsProperties.Stuck(Duration.ofSeconds(10), Duration.ofMinutes(3), Duration.ofMinutes(3),
                        Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofMinutes(3)),
                new OpsProperties.Zipkin(null, Duration.ofSeconds(3), Duration.ofDays(2)),
                new OpsProperties.Console(null, null, null, Duration.ofSeconds(10))));
    }

    @Test
    void names() {
        var values = new HashMap<String, String>();
        values.put("ridewire.tracking.ops.retention", "1h");
        values.put("ridewire.tracking.ops.sweep", "2s");
        values.put("ridewire.tracking.ops.refresh", "3s");
        values.put("ridewire.tracking.ops.max-streams", "4");
        values.put("ridewire.tracking.ops.max-cars", "5");
        values.put("ridewire.tracking.ops.stuck.lag", "6s");
        values.put("ridewire.tracking.ops.stuck.search", "7s");
        values.put("ridewire.tracking.ops.stuck.pickup", "8s");
        values.put("ridewire.tracking.ops.stuck.boarding", "9s");
        values.put("ridewire.tracking.ops.stuck.trip", "10s");
        values.put("ridewire.tracking.ops.stuck.fare", "11s");
        values.put("ridewire.tracking.ops.zipkin.address", "http://zipkin:9411");
        values.put("ridewire.tracking.ops.zipkin.timeout", "12s");
        values.put("ridewire.tracking.ops.zipkin.lookback", "13s");
        values.put("ridewire.tracking.ops.console.roads", "classpath:console/icon.svg");
        values.put("ridewire.tracking.ops.console.booking", "http://booking:8081");
        values.put("ridewire.tracking.ops.console.dispatch", "http://dispatch:8082");
        values.put("ridewire.tracking.ops.console.timeout", "14s");

        assertThat(bind(values)).isEqualTo(new OpsProperties(
                Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 4, 5,
                new OpsProperties.Stuck(Duration.ofSeconds(6), Duration.ofSeconds(7), Duration.ofSeconds(8),
                        Duration.ofSeconds(9), Duration.ofSeconds(10), Duration.ofSeconds(11)),
                new OpsProperties.Zipkin(
                        URI.create("http://zipkin:9411"), Duration.ofSeconds(12), Duration.ofSeconds(13)),
                new OpsProperties.Console(new ClassPathResource("console/icon.svg"), URI.create("http://booking:8081"),
                        URI.create("http://dispatch:8082"), Duration.ofSeconds(14))));
    }

    private static OpsProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("ridewire.tracking.ops", OpsProperties.class);
    }
}
