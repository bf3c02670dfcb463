package dev.ridewire.messaging.inbox;

import com.google.protobuf.Message;
import dev.ridewire.events.EventStream;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * A service's reaction to another service's stream. Every bean of this type gets a listener of its own.
 *
 * @param <M> the stream's message
 */
public interface EventConsumer<M extends Message> {
    /**
     * Names the inbox and the Kafka consumer group, for example {@code dispatch.rides}. Never change it: it is stored.
     */
    String name();

    EventStream<M> stream();

    /**
     * Applies a poll's events: at most one per aggregate, each newer than what was applied before; older ones of the
     * same poll are left out, for the newest carries the whole state. Runs inside the inbox's transaction, which is
     * committed when the result completes, and rolled back when it fails or takes longer than {@code
     * ridewire.messaging.inbox.effect}; work in few statements however many events there are. An event that is legal
     * but of no concern (unknown fact, unknown state, a race lost) is no error: ignore it.
     */
    Mono<Void> apply(List<ReceivedEvent<M>> events);
}
