package dev.ridewire.bench.booking;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.CpuMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The JVM of the load, which is separate so that its processor time can be told apart. */
final class LoadProcess implements AutoCloseable {
    private static final String NONE = "-";

    private final AnsweringJvm jvm;

    private LoadProcess(AnsweringJvm jvm) {
        this.jvm = jvm;
    }

    static LoadProcess start(Path requests, int count, Path log) throws IOException {
        return new LoadProcess(AnsweringJvm.start("load", log, List.of(
                "-cp", System.getProperty("java.class.path"), LoadMain.class.getName(), requests.toString(),
                Integer.toString(count))));
    }

    /** See {@link ClosedLoop#run}. */
    ClosedLoop.Done run(int port, int connections, long first, boolean repeat, int seconds) throws IOException {
        return read(jvm.ask("%d %d %d %s %d".formatted(port, connections, first, repeat, seconds)));
    }

    CpuMeter.Spent cpu() {
        return jvm.cpu();
    }

    @Override
    public void close() throws IOException {
        jvm.close();
    }

    /** Returns the values as a line. */
    static String write(ClosedLoop.Done done) {
        var bytes = ByteBuffer.allocate(done.micros().getNeededByteBufferCapacity());
        int length = done.micros().encodeIntoCompressedByteBuffer(bytes);
        String failures = done.failures().entrySet().stream()
                .map(failure -> failure.getKey() + ":" + failure.getValue()).collect(Collectors.joining(","));
        return "%d %s %d %s".formatted(done.created(), failures.isEmpty() ? NONE : failures, done.nanos(),
                Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length)));
    }

    static ClosedLoop.Done read(String line) throws IOException {
        String[] words = line.split(" ");
        SortedMap<Integer, Long> failures = new TreeMap<>();
        if (!words[1].equals(NONE)) {
            for (String failure : words[1].split(",")) {
                String[] pair = failure.split(":");
                failures.put(Integer.valueOf(pair[0]), Long.valueOf(pair[1]));
            }
        }
        try {
            return new ClosedLoop.Done(Long.parseLong(words[0]), failures, Long.parseLong(words[2]),
                    Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(words[3])), 0));
        } catch (DataFormatException e) {
            throw new IOException("the load's histogram can't be read", e);
        }
    }
}
