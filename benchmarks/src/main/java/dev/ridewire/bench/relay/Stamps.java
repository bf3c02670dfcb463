package dev.ridewire.bench.relay;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The time right before the commit of each event, by its sequence. JVMs share it through a file, because some
 * contenders record in their relay's JVM; {@link System#nanoTime} is one clock for all of them (CLOCK_MONOTONIC of one
 * host).
 */
final class Stamps {
    /** More events than the longest run records. */
    private static final long EVENTS = 8_000_000;
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.arrayElementVarHandle();

    private final MemorySegment stamps;

    private Stamps(MemorySegment stamps) {
        this.stamps = stamps;
    }

    static Stamps in(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            return new Stamps(channel.map(FileChannel.MapMode.READ_WRITE, 0, EVENTS * Long.BYTES, Arena.global()));
        }
    }

    void set(long sequence, long nanos) {
        LONGS.setRelease(stamps, 0L, sequence, nanos);
    }

    long get(long sequence) {
        return (long) LONGS.getAcquire(stamps, 0L, sequence);
    }
}
