package dev.ridewire.bench.relay;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One way from a commit to Kafka. {@link #prepare} runs once in the benchmark's JVM; {@link #start} runs in the relay's
 * own JVM, several times one after another, so that what is measured is warm.
 */
public interface Contender {
    /** Short, lower case, also part of database and topic names: {@code [a-z_]+}. */
    String name();

    /** One line for the table's legend. */
    String description();

    /** Makes what it needs in its empty database: tables, publication, slot. The topic is there already. */
    void prepare(Place place) throws Exception;

    /**
     * Starts relaying, in the background. Returns once it is on its way; the harness waits for a first event to come
     * through.
     *
     * @return stops it again; in order, so that nothing acknowledged is sent again
     */
    AutoCloseable start(Place place) throws Exception;

    /** A connection that records events the way this contender's users do. One for each recording thread. */
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

    /** The number of the event that a record carries: the first eight bytes of its value unless overridden. */
    default long sequenceOf(ConsumerRecord<byte[], byte[]> event) {
        return ByteBuffer.wrap(event.value()).getLong();
    }
}
