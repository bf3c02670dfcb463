package dev.ridewire.bench.relay;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A load that records events at a fixed pace. It never waits for a slow relay, and it records late events at once.
 *
 * @param first           sequence of the first event
 * @param count           the number of events
 * @param perSecond       events per second; 0 for as many as possible
 * @param perCommit       events in one transaction
 * @param payloadBytes    the bytes of each payload
 */
record Load(long first, int count, int perSecond, int perCommit, int payloadBytes) {
    private static final int THREADS = 4;

    /** Creates a thread's recorder. */
    interface Recorders {
        Recorder open() throws Exception;
    }

    /**
     * The time and work of a load.
     *
     * @param nanos    the time from the first commit's due time to the last commit
     * @param cpuNanos the processor time of the recording threads
     */
    record Done(long nanos, long cpuNanos) {}

    Done record(Recorders recorders, Stamps stamps) throws Exception {
        long begin = System.nanoTime() + 20_000_000;
        long cpu = 0;
        try (var threads = Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().name("load-", 0).factory())) {
            List<Future<Long>> workers = new ArrayList<>();
            for (int number = 0; number < THREADS; number++) {
                int worker = number;
                workers.add(threads.submit((Callable<Long>) () -> work(worker, begin, recorders, stamps)));
            }
            for (var worker : workers) {
                cpu += worker.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        return new Done(System.nanoTime() - begin, cpu);
    }

    private long work(int worker, long begin, Recorders recorders, Stamps stamps) throws Exception {
        try (var recorder = recorders.open()) {
            int commits = Math.ceilDiv(count, perCommit);
            for (int commit = worker; commit < commits; commit += THREADS) {
                List<BenchEvent> events = events(commit);
                if (perSecond > 0) {
                    awaitUntil(begin + (long) (commit * perCommit * (1e9 / perSecond)));
                }
                recorder.record(events, () -> {
                    long now = System.nanoTime();
                    events.forEach(event -> stamps.set(event.sequence(), now));
                });
            }
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private List<BenchEvent> events(int commit) {
        List<BenchEvent> events = new ArrayList<>(perCommit);
        for (int i = commit * perCommit; i < Math.min(count, (commit + 1) * perCommit); i++) {
            events.add(BenchEvent.of(first + i, payloadBytes));
        }
        return events;
    }

    private static void awaitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
