package dev.ridewire.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    @TempDir
    private Path folder = Path.of("");

    private final Collection<BenchEvent> recorded = new ConcurrentLinkedQueue<>();

    @Test
    void everyEventIsRecordedOnceAndStampedBeforeItsCommit() throws Exception {
        var stamps = Stamps.in(folder.resolve("stamps"));
        long before = System.nanoTime();

        new Load(1_000, 250, 0, 20, 200).record(() -> new Remembering(), stamps);

        assertThat(recorded.stream().map(BenchEvent::sequence)).containsExactlyInAnyOrderElementsOf(
                LongStream.range(1_000, 1_250).boxed().toList());
        assertThat(recorded).allSatisfy(event -> assertThat(stamps.get(event.sequence())).isGreaterThan(before));
    }

    @Test
    void aPaceIsKeptHoweverFastTheRecorderIs() throws Exception {
        var done = new Load(0, 100, 1_000, 1, 200).record(() -> new Remembering(), Stamps.in(folder.resolve("stamps")));

        assertThat(done.nanos()).isGreaterThanOrEqualTo(99_000_000);
    }

    @Test
    void aPayloadHasItsSizeAndBeginsWithTheSequence() {
        var event = BenchEvent.of(77, 2_000);

        assertThat(event.payload()).hasSize(2_000);
        assertThat(ByteBuffer.wrap(event.payload()).getLong()).isEqualTo(77);
    }

    private final class Remembering implements Recorder {
        @Override
        public void record(List<BenchEvent> events, Runnable beforeCommit) {
            beforeCommit.run();
            recorded.addAll(events);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
