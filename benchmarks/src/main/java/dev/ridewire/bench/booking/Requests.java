package dev.ridewire.bench.booking;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** Complete HTTP requests of the same length, one after another in a mapped file. */
final class Requests {
    private final MemorySegment file;
    private final int count;
    private final long length;

    private Requests(MemorySegment file, int count) {
        this.file = file;
        this.count = count;
        this.length = file.byteSize() / count;
    }

    static Requests in(Path file, int count) throws IOException {
        try (var channel = FileChannel.open(file)) {
            MemorySegment mapped = channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.global());
            if (mapped.byteSize() == 0 || mapped.byteSize() % count != 0) {
                throw new IOException("%s: %d bytes (expected: %d requests of the same length)".formatted(
                        file, mapped.byteSize(), count));
            }
            return new Requests(mapped, count);
        }
    }

    int count() {
        return count;
    }

    ByteBuffer get(long number) {
        return file.asSlice(number * length, length).asByteBuffer();
    }
}
