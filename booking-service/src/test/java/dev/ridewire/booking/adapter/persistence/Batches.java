package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.service.batch.BatchWaits;
import dev.ridewire.service.batch.Batching;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import reactor.core.scheduler.Schedulers;

/** Batches for tests without a Spring context. */
final class Batches {
    private static final BatchWaits PATIENT = new BatchWaits(1_000, Duration.ofSeconds(20), Duration.ofSeconds(30));

    private Batches() {}

    static Batching untraced() {
        return untraced(new SimpleMeterRegistry());
    }

    static Batching untraced(MeterRegistry meters) {
        return new Batching(OpenTelemetry.noop().getTracer("test"), meters, Schedulers.parallel(), PATIENT);
    }
}
