package dev.ridewire.messaging.telemetry;

import com.google.protobuf.Message;
import dev.ridewire.events.EventStream;
import java.time.Duration;
import java.util.List;

/**
 * A consumer that receives every event of a stream on every instance, outside any consumer group. It suits state that
 * is kept in memory only. Nothing is stored or retried, and the receiver handles order and duplicates. Every bean of
 * this type gets a listener of its own.
 */
public interface BroadcastConsumer<M extends Message> {
    /** Returns the name for logs, metrics and the client id, for example {@code dispatch.locations}. */
    String name();

    EventStream<M> stream();

    /** Returns how far back an instance reads when it starts. */
    Duration replay();

    /** Takes a poll's events; must not block. An exception is logged and counted, and the stream goes on. */
    void accept(List<BroadcastEvent<M>> events);
}
