package dev.ridewire.service.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LoopTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger ticks = new AtomicInteger();
    private @Nullable Loop loop;

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.stop();
        }
    }

    @Test
    void itTicksAgainAndAgainUntilItIsStopped() {
        Loop running = started(Duration.ofMillis(5), () -> Mono.fromSupplier(() -> ticks.incrementAndGet() < 0));
        await().until(() -> ticks.get() > 3);

        running.stop();
        assertThat(running.isRunning()).isFalse();
        int atStop = ticks.get();
        await().during(Duration.ofMillis(50)).until(() -> ticks.get() == atStop);
        running.start();
        await().until(() -> ticks.get() > atStop);
    }

    @Test
    void moreWorkIsDoneAtOnce() {
        started(Duration.ofMillis(1), () -> Mono.fromSupplier(() -> ticks.incrementAndGet() < 1000));

        await().atMost(Duration.ofSeconds(5)).until(() -> ticks.get() > 1000);
    }

    @Test
    void aFailingTickIsCountedAndTheNextOneComes() {
        started(Duration.ofMillis(5), () -> Mono.fromSupplier(() -> {
            if (ticks.incrementAndGet() <= 2) {
                throw new IllegalStateException("the database is away");
            }
            return false;
        }));

        await().until(() -> ticks.get() > 3);
        assertThat(meters.get("ridewire.loop.failures").tag("loop", "test").counter().count()).isEqualTo(2);
    }

    @Test
    void aTickThatRunsWhenTheLoopIsStoppedComesToItsEnd() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        Loop running = started(Duration.ofMillis(1), () -> Mono.delay(Duration.ofMillis(100))
                .doOnSubscribe(_ -> begun.countDown()).doOnNext(_ -> ended.set(true)).thenReturn(false));
        begun.await();

        running.stop();
        assertThat(ended).isTrue();
    }

    private Loop started(Duration pause, Supplier<Mono<Boolean>> tick) {
        Loop started = new Loop("test", pause, tick, meters);
        started.start();
        loop = started;
        return started;
    }
}
