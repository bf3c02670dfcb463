package dev.ridewire.bench.inbox;

/**
 * One full topic, emptied by one listener thread.
 *
 * @param applied          events that were the newest of their aggregate in their poll
 * @param cpuMillisPer1000 of the listener's JVM without its compilers
 */
record Drain(String name, int events, long applied, double eventsPerSecond, double cpuMillisPer1000) {}
