package dev.ridewire.bench.relay;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One way from a commit to Kafka. {@link #prepare} runs once in the benchmark's JVM; {@link #start} runs in the relay's
 * own JVM, several times one after another, so that the measured code is warm.
 */
public interface Contender {
    /** Returns a short name in lower case, also part of database and topic names: {@code [a-z_]+}. */
    String name();

    /** Returns one line for the table's legend. */
    String description();

    /** Creates its tables, publication and slot in its empty database. The topic exists already. */
    void prepare(Place place) throws Exception;

    /**
     * Starts the relay in the background, without waiting until it is ready: the harness waits for a first event.
     *
     * @return stops the relay in order, so that no acknowledged event is sent again
     */
    AutoCloseable start(Place place) throws Exception;

    /** Opens a connection that records events as this contender's users do. Each recording thread has one. */
    Recorder recorder(Place place) throws Exception;

    /**
     * Reports whether events can only be recorded in the relay's JVM (a library that sends after the commit from
     * memory). Then the load is generated there too, after {@link #start}, and the recording threads' own CPU time is
     * subtracted from the process's.
     */
    default boolean recordsInRelay() {
        return false;
    }

    /** Returns the options of the relay's JVM. */
    default String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Returns the number of the event in a record: by default, the first eight bytes of its value. */
    default long sequenceOf(ConsumerRecord<byte[], byte[]> event) {
        return ByteBuffer.wrap(event.value()).getLong();
    }
}
