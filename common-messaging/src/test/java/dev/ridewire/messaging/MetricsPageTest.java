package dev.ridewire.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.messaging.telemetry.BroadcastConsumer;
import dev.ridewire.messaging.telemetry.BroadcastEvent;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** {@code docs/metrics.md} and what a running service registers are the same. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern LINE = Pattern.compile("^\\| `(ridewire\\.[a-z.]+)` \\|");

    @Test
    void everyMeterHasALineAndEveryLineAMeter() throws IOException {
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"),
                TestParts.kafka().bootstrapServers(), context -> {
                    context.registerBean(EventConsumer.class, Consumer::new);
                    context.registerBean(BroadcastConsumer.class, Receiver::new);
                })) {
            var registered = new TreeSet<String>();
            for (Meter meter : service.bean(MeterRegistry.class).getMeters()) {
                if (meter.getId().getName().startsWith("ridewire.")) {
                    registered.add(meter.getId().getName());
                }
            }

            assertThat(registered).isEqualTo(onThePage());
        }
    }

    private static Set<String> onThePage() throws IOException {
        var names = new TreeSet<String>();
        for (var line : Files.readAllLines(PAGE)) {
            var matcher = LINE.matcher(line);
            if (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static final class Consumer implements EventConsumer<RideEvent> {
        @Override
        public String name() {
            return "booking.metrics";
        }

        @Override
        public EventStream<RideEvent> stream() {
            return EventStreams.RIDES;
        }

        @Override
        public Mono<Void> apply(List<ReceivedEvent<RideEvent>> events) {
            return Mono.empty();
        }
    }

    private static final class Receiver implements BroadcastConsumer<RideEvent> {
        @Override
        public String name() {
            return "booking.metrics";
        }

        @Override
        public EventStream<RideEvent> stream() {
            return EventStreams.RIDES;
        }

        @Override
        public Duration replay() {
            return Duration.ZERO;
        }

        @Override
        public void accept(List<BroadcastEvent<RideEvent>> events) {
            // Only its meters matter.
        }
    }
}
