package dev.ridewire.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time of a process, and of a JVM: how much of it went to its compilers. The compilers are busy for minutes
 * after a start and then quiet for weeks, so the table leaves them out; the JSON contains them. Linux tells threads
 * apart, elsewhere they count as zero.
 */
public record CpuMeter(ProcessHandle process) {
    /** The unit of {@code /proc}. */
    private static final long NANOS_PER_TICK = 10_000_000;
    /** Positions of utime and stime after the thread's name, which may hold blanks and ends with a parenthesis. */
    private static final int USER = 11;

    /** Returns the JVM's processor time since its start. */
    public record Spent(long nanos, long compilerNanos) {
        public Spent since(Spent before) {
            return new Spent(nanos - before.nanos, compilerNanos - before.compilerNanos);
        }

        public Spent plus(Spent other) {
            return new Spent(nanos + other.nanos, compilerNanos + other.compilerNanos);
        }

        /** Returns the processor time without the compilers. */
        public long workNanos() {
            return nanos - compilerNanos;
        }
    }

    public Spent read() {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        long compilers = 0;
        if (Files.isDirectory(threads)) {
            try (var all = Files.newDirectoryStream(threads)) {
                for (var thread : all) {
                    compilers += compilerNanos(thread);
                }
            } catch (IOException e) {
                compilers = 0;
            }
        }
        return new Spent(process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos(), compilers);
    }

    /** Sums the processor time of the process and of its living descendants. */
    public long readFamily() {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(member -> member.info().totalCpuDuration().orElse(Duration.ZERO).toNanos()).sum();
    }

    private static long compilerNanos(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            if (!stat.contains("CompilerThre")) {
                return 0;
            }
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1])) * NANOS_PER_TICK;
        } catch (IOException e) {
            // The thread has just ended.
            return 0;
        }
    }
}
