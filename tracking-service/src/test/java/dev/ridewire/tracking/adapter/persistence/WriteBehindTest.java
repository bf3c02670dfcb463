package dev.ridewire.tracking.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class WriteBehindTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final List<List<Integer>> written = new CopyOnWriteArrayList<>();

    @Test
    void rowsAreWrittenInBatchesInTheirOrder() {
        var buffer = new WriteBehind<Integer>("test", new WriteBehind.Bounds(100, 2, NEVER), this::write);
        for (int row = 1; row <= 5; row++) {
            buffer.add(row);
        }

        buffer.close();

        assertThat(written).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(buffer.lost()).isZero();
    }

    @Test
    void whatDoesNotFitIsCountedAndLost() {
        var buffer = new WriteBehind<Integer>("test", new WriteBehind.Bounds(3, 10, NEVER), this::write);
        for (int row = 1; row <= 5; row++) {
            buffer.add(row);
        }

        buffer.close();

        assertThat(written).containsExactly(List.of(1, 2, 3));
        assertThat(buffer.lost()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeWrittenIsKeptUntilItCan() {
        var attempts = new AtomicInteger();
        var buffer = new WriteBehind<Integer>("test", new WriteBehind.Bounds(100, 2, Duration.ofMillis(1)), rows -> {
            return switch (attempts.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("at once");
                case 2, 3 -> Mono.error(new IllegalStateException("later"));
                default -> write(rows);
            };
        });
        for (int row = 1; row <= 5; row++) {
            buffer.add(row);
        }

        await().until(() -> rowsWritten().size() == 5);
        assertThat(rowsWritten()).containsExactly(1, 2, 3, 4, 5);
        buffer.close();
        assertThat(buffer.lost()).isZero();
    }

    @Test
    void aFlushEndsWhenAllThatWasAddedBeforeIsWritten() {
        Sinks.Empty<Void> database = Sinks.empty();
        var buffer = new WriteBehind<Integer>("test", new WriteBehind.Bounds(100, 2, Duration.ofMillis(1)),
                rows -> database.asMono().then(write(rows)));
        buffer.add(1);
        await().until(database::currentSubscriberCount, count -> count == 1);
        buffer.add(2);

        var flushed = buffer.flush().toFuture();
        assertThat(flushed).isNotDone();
        database.tryEmitEmpty();

        assertThat(flushed).succeedsWithin(Duration.ofSeconds(5));
        assertThat(rowsWritten()).containsExactly(1, 2);
        buffer.close();
    }

    @Test
    void aFlushOfWhatCanNotBeWrittenEndsToo() {
        var buffer = new WriteBehind<Integer>("test", new WriteBehind.Bounds(100, 2, NEVER),
                rows -> Mono.error(new IllegalStateException("away")));
        buffer.add(1);

        assertThat(buffer.flush().toFuture()).succeedsWithin(Duration.ofSeconds(5));
        buffer.close();
        assertThat(buffer.lost()).isEqualTo(1);
    }

    @Test
    void whatIsUnwrittenAtTheEndIsCounted() {
        var buffer = new WriteBehind<Integer>("test", new WriteBehind.Bounds(100, 2, NEVER),
                rows -> Mono.error(new IllegalStateException("away")));
        for (int row = 1; row <= 5; row++) {
            buffer.add(row);
        }

        buffer.close();

        assertThat(buffer.lost()).isEqualTo(5);
    }

    private List<Integer> rowsWritten() {
        return written.stream().flatMap(List::stream).toList();
    }

    private Mono<Void> write(List<Integer> rows) {
        return Mono.fromRunnable(() -> written.add(List.copyOf(rows)));
    }
}
