package dev.ridewire.testing.parts;

/** A Kafka for tests, wherever it runs. */
public interface Kafka {
    String bootstrapServers();

    /** Stops it, for tests of its absence; the data remain. */
    void stop();

    /** Starts it again on the same port. */
    void start();
}
