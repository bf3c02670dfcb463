package dev.ridewire.messaging.inbox;

import com.google.protobuf.Message;
import dev.ridewire.service.database.Detached;
import dev.ridewire.service.trace.Traces;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** A transaction for some of a poll's events: it records them in the inbox and applies the new ones. */
final class PollTransaction<M extends Message> {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
    /**
     * The probe writes enough rows to need disk space. It commits, so that it waits for the WAL and a standby as an
     * effect does. It leaves nothing behind.
     */
    private static final String PROBE = """
            /* probe writes */
            do $$ begin
                insert into inbox (consumer, event_id) select 'ridewire.probe', gen_random_uuid() from generate_series(1, 300);
                delete from inbox where consumer = 'ridewire.probe';
            end $$""";

    private final EventConsumer<M> consumer;
    private final DatabaseClient database;
    private final Inbox inbox;
    private final TransactionalOperator transaction;
    private final InboxProperties properties;

    PollTransaction(EventConsumer<M> consumer, DatabaseClient database, TransactionalOperator transaction,
            InboxProperties properties) {
        this.consumer = consumer;
        this.database = database;
        this.inbox = new Inbox(database);
        this.transaction = transaction;
        this.properties = properties;
    }

    /**
     * Blocks this listener's thread, which is no event loop, so that the next poll can't overtake this one.
     *
     * @return for each new event, whether it was applied; events that are missing here are duplicates
     */
    Map<UUID, Boolean> run(List<ReceivedEvent<M>> events) {
        var work = inbox.admit(consumer.name(), events)
                .map(this::taken)
                // This time-out lies inside the transaction: it rolls back and frees the connection, which the end of a
                // wait outside does not.
                .flatMap(admitted -> apply(events, admitted).timeout(properties.effect(), overdue())
                        .thenReturn(admitted))
                .as(transaction::transactional)
                .contextWrite(reactor -> traced(reactor, events));
        // If the commit outlasts this wait, the inbox recognises its events as duplicates when the poll comes again.
        var outcome = await(work);
        if (outcome == null) {
            throw new IllegalStateException("a poll's transaction of " + consumer.name() + " ended without a result");
        }
        return outcome;
    }

    /** A consumer that takes every version is ahead of none: all events that are new to it are applied. */
    private Map<UUID, Boolean> taken(Map<UUID, Boolean> admitted) {
        return consumer.takesEveryVersion()
                ? admitted.keySet().stream().collect(Collectors.toMap(id -> id, id -> true))
                : admitted;
    }

    /** Puts the statements of a single event into its trace. Statements for several events belong to no trace. */
    private static Context traced(Context reactor, List<? extends ReceivedEvent<?>> events) {
        return events.size() == 1
                ? Traces.put(reactor, Traces.contextOf(events.getFirst().trace()))
                : reactor;
    }

    private <T> @Nullable T await(Mono<T> work) {
        try {
            return Detached.await(work, properties.transaction());
        } catch (Error e) {
            throw failedBy(e);
        }
    }

    /**
     * Reports whether the database answers and accepts writes. The handler asks when an event keeps failing as if the
     * database were away.
     */
    boolean databaseTakesWrites() {
        try {
            Detached.await(database.sql(PROBE).then(), SIGN_OF_LIFE);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** @throws RuntimeException if the database does not answer */
    boolean haveAppliedAny() {
        return Boolean.TRUE.equals(Detached.await(inbox.hasApplied(consumer.name()), SIGN_OF_LIFE));
    }

    private Mono<Void> overdue() {
        return Mono.error(() -> new OverdueEffect(consumer.name(), properties.effect()));
    }

    private Mono<Void> apply(List<ReceivedEvent<M>> events, Map<UUID, Boolean> admitted) {
        var first = new HashSet<UUID>();
        var newest = events.stream()
                .filter(event -> admitted.getOrDefault(event.id(), false) && first.add(event.id()))
                .toList();
        return newest.isEmpty() ? Mono.empty() : Mono.defer(() -> effect(newest));
    }

    /**
     * Turns an error, such as a missing class or a stack overflow, into a failure of this event. It must not end the
     * event loop.
     */
    private Mono<Void> effect(List<ReceivedEvent<M>> newest) {
        try {
            return consumer.apply(newest);
        } catch (Error e) {
            return Mono.error(failedBy(e));
        }
    }

    private IllegalStateException failedBy(Error e) {
        return new IllegalStateException("an effect of " + consumer.name() + " ended with " + e, e);
    }
}
