package dev.ridewire.bench.relay;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A contender's consumer: one thread that records when each event arrived. */
final class Arrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ToLongFunction<ConsumerRecord<byte[], byte[]>> sequenceOf;
    private final Stamps stamps;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable RuntimeException failure;
    private @Nullable Window window;

    Arrivals(Place place, ToLongFunction<ConsumerRecord<byte[], byte[]>> sequenceOf, Stamps stamps) {
        this.sequenceOf = sequenceOf;
        this.stamps = stamps;
        this.consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, place.kafka(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(place.topic(), Duration.ofSeconds(10)).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        consumer.assign(partitions);
        this.thread = Thread.ofPlatform().daemon().name("arrivals").start(this::run);
    }

    /** Starts to count the events of this window, and stops counting those of the previous one. */
    synchronized Window expect(long first, int count) {
        var next = new Window(first, count);
        window = next;
        return next;
    }

    /** @throws IllegalStateException if they do not all arrive in time */
    synchronized void await(Window expected, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (expected.seen.cardinality() < expected.count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (failure != null) {
                throw failure;
            }
            if (left <= 0) {
                throw new IllegalStateException("%d of %d events arrived within %d s".formatted(
                        expected.seen.cardinality(), expected.count, patience.toSeconds()));
            }
            wait(Math.min(left, 100));
        }
    }

    private void run() {
        try (consumer) {
            while (running) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                if (!records.isEmpty()) {
                    synchronized (this) {
                        if (window != null) {
                            for (var event : records) {
                                window.arrived(sequenceOf.applyAsLong(event), now, stamps);
                            }
                            notifyAll();
                        }
                    }
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
    }

    /** The events of one measurement. Its values are complete once {@link #await} has returned. */
    static final class Window {
        private final long first;
        private final int count;
        private final BitSet seen;
        private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
        private long duplicates;
        private long firstArrival;
        private long lastArrival;

        Window(long first, int count) {
            this.first = first;
            this.count = count;
            this.seen = new BitSet(count);
        }

        void arrived(long sequence, long now, Stamps stamps) {
            if (sequence < first || sequence >= first + count) {
                return;
            }
            int index = (int) (sequence - first);
            if (seen.get(index)) {
                duplicates++;
                return;
            }
            if (seen.isEmpty()) {
                firstArrival = now;
            }
            seen.set(index);
            lastArrival = now;
            micros.recordValue(Math.clamp((now - stamps.get(sequence)) / 1_000, 0, HIGHEST_MICROS));
        }

        Histogram micros() {
            return micros;
        }

        long duplicates() {
            return duplicates;
        }

        /** Returns the events per second between the first arrival and the last. */
        double rate() {
            return count / Math.max(1e-9, (lastArrival - firstArrival) / 1e9);
        }
    }
}
