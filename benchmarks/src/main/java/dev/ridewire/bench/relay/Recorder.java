package dev.ridewire.bench.relay;

import java.util.List;

/** Stores events beside an imagined aggregate. Belongs to one thread. */
public interface Recorder extends AutoCloseable {
    /**
     * Records events in one transaction.
     *
     * @param beforeCommit is called right before the commit, when the clock of every latency starts
     */
    void record(List<BenchEvent> events, Runnable beforeCommit) throws Exception;

    @Override
    void close() throws Exception;
}
