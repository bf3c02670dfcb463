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
     * Reports whether the consumer takes every version of an aggregate once, in any order. Others take only versions
     * that are newer than what they applied before.
     */
    default boolean takesEveryVersion() {
        return false;
    }

    /**
     * Applies a poll's events. Unless the consumer {@linkplain #takesEveryVersion takes every version}, there is at
     * most one per aggregate, each newer than what was applied before; the inbox leaves out older ones of the same
     * poll, because the newest carries the whole state. Runs inside the inbox's transaction,
     * which commits when the result completes. It rolls back when the result fails or takes longer than {@code
     * ridewire.messaging.inbox.effect}. Use few statements, however many events there are. Ignore a legal event that
     * does not concern the service (unknown fact, unknown state, a race lost): it is no error.
     */
    Mono<Void> apply(List<ReceivedEvent<M>> events);
}
