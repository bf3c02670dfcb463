package dev.ridewire.dispatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Names and defaults are a promise to operators. */
class DispatchPropertiesTest {
    @Test
    void everyPropertyHasADefault() {
        assertThat(bind(Map.of())).isEqualTo(new DispatchProperties(
                Duration.ofSeconds(15), Duration.ofMinutes(3), Duration.ofSeconds(60),
                Set.of("STANDARD", "COMFORT", "XL"),
                new DispatchProperties.Matching(Duration.ofMillis(200), Duration.ofSeconds(2), 10, 100, 200, 20, 1,
                        Duration.ofMillis(200)),
                new DispatchProperties.Deadlines(Duration.ofMillis(500), 100),
                new DispatchProperties.Forgetting(Duration.ofDays(45), Duration.ofHours(24), Duration.ofMinutes(1),
                        500),
                new DispatchProperties.Positions(Duration.ofSeconds(60), 200_000, 8, 12),
                new DispatchProperties.Travel(1.3, 7),
                new DispatchProperties.Streams(Duration.ofSeconds(10), Duration.ofSeconds(15), 10_000, 10),
                new DispatchProperties.Nearby(Duration.ofSeconds(10), 9, 100, 8, 10_000)));
    }

    @Test
    void everyPropertyCanBeSet() {
        assertThat(bind(Map.ofEntries(
                Map.entry("ridewire.dispatch.offer-life", "3s"),
                Map.entry("ridewire.dispatch.search-window", "20s"),
                Map.entry("ridewire.dispatch.ask-again", "5s"),
                Map.entry("ridewire.dispatch.vehicle-classes", "MOTO"),
                Map.entry("ridewire.dispatch.matching.tick", "1s"),
                Map.entry("ridewire.dispatch.matching.longest-window", "1500ms"),
                Map.entry("ridewire.dispatch.matching.full-batch", "12"),
                Map.entry("ridewire.dispatch.matching.searches", "2"),
                Map.entry("ridewire.dispatch.matching.nearby", "3"),
                Map.entry("ridewire.dispatch.matching.candidates", "4"),
                Map.entry("ridewire.dispatch.matching.waiting-weight", "0.5"),
                Map.entry("ridewire.dispatch.matching.solve-budget", "50ms"),
                Map.entry("ridewire.dispatch.deadlines.tick", "2s"),
                Map.entry("ridewire.dispatch.deadlines.batch", "5"),
                Map.entry("ridewire.dispatch.forgetting.after", "9d"),
                Map.entry("ridewire.dispatch.forgetting.batches-after", "7h"),
                Map.entry("ridewire.dispatch.forgetting.tick", "10s"),
                Map.entry("ridewire.dispatch.forgetting.batch", "11"),
                Map.entry("ridewire.dispatch.positions.stale-after", "30s"),
                Map.entry("ridewire.dispatch.positions.max-drivers", "6"),
                Map.entry("ridewire.dispatch.positions.resolution", "7"),
                Map.entry("ridewire.dispatch.positions.max-rings", "8"),
                Map.entry("ridewire.dispatch.travel.detour", "1.5"),
                Map.entry("ridewire.dispatch.travel.meters-per-second", "9"),
                Map.entry("ridewire.dispatch.streams.poll", "1s"),
                Map.entry("ridewire.dispatch.streams.heartbeat", "5s"),
                Map.entry("ridewire.dispatch.streams.max-open", "7"),
                Map.entry("ridewire.dispatch.streams.per-driver", "2"),
                Map.entry("ridewire.dispatch.nearby.window", "20s"),
                Map.entry("ridewire.dispatch.nearby.resolution", "8"),
                Map.entry("ridewire.dispatch.nearby.seen", "50"),
                Map.entry("ridewire.dispatch.nearby.places", "4"),
                Map.entry("ridewire.dispatch.nearby.max-areas", "30")))).isEqualTo(new DispatchProperties(
                        Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(5), Set.of("MOTO"),
                        new DispatchProperties.Matching(Duration.ofSeconds(1), Duration.ofMillis(1_500), 12, 2, 3, 4,
                                0.5, Duration.ofMillis(50)),
                        new DispatchProperties.Deadlines(Duration.ofSeconds(2), 5),
                        new DispatchProperties.Forgetting(
                                Duration.ofDays(9), Duration.ofHours(7), Duration.ofSeconds(10), 11),
                        new DispatchProperties.Positions(Duration.ofSeconds(30), 6, 7, 8),
                        new DispatchProperties.Travel(1.5, 9),
                        new DispatchProperties.Streams(Duration.ofSeconds(1), Duration.ofSeconds(5), 7, 2),
                        new DispatchProperties.Nearby(Duration.ofSeconds(20), 8, 50, 4, 30)));
    }

    @Test
    void timesThatAreNotPositiveAreRefused() {
        assertThatThrownBy(() -> new DispatchProperties.Matching(Duration.ZERO, Duration.ofSeconds(2), 10, 100, 200, 20,
                1, Duration.ofMillis(200))).hasMessage("tick: PT0S (expected: more than 0)");
        assertThatThrownBy(() -> new DispatchProperties.Streams(Duration.ZERO, Duration.ofSeconds(5), 7, 2))
                .hasMessage("poll: PT0S (expected: more than 0)");
        assertThatThrownBy(() -> new DispatchProperties.Forgetting(Duration.ofDays(9), Duration.ofHours(-1),
                Duration.ofSeconds(10), 11)).hasMessage("batches-after: PT-1H (expected: more than 0)");
    }

    private static DispatchProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ridewire.dispatch", DispatchProperties.class);
    }
}
