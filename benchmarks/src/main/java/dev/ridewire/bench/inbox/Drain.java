package dev.ridewire.bench.inbox;

/**
 * The result of one listener thread that reads a full topic.
 *
 * @param applied          the number of events that were the newest of their aggregate in their poll
 * @param cpuMillisPer1000 the processor time per 1,000 events of the listener's JVM without its compilers
 */
record Drain(String name, int events, long applied, double eventsPerSecond, double cpuMillisPer1000) {}
