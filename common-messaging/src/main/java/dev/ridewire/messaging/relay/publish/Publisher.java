package dev.ridewire.messaging.relay.publish;

import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.OutboxRow;
import dev.ridewire.messaging.relay.RelayMetrics;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.service.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events without waiting for one before the next. Each has a span of its own, the child of the span that caused
 * it.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    /**
     * The time up to which metadata counts as fresh: while a producer looks for a topic, it asks for metadata more than
     * once a second.
     */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final RefusedTopics refusedTopics;
    private final RefusedEvents refusedEvents;
    private final PartitionGate gate = new PartitionGate(System::nanoTime);
    private final Tracer tracer;
    private final RelayMetrics metrics;
    private volatile boolean closing;

    public Publisher(Producer<String, byte[]> producer, RefusedTopics refusedTopics, RefusedEvents refusedEvents,
            Tracer tracer, RelayMetrics metrics) {
        this.producer = producer;
        this.refusedTopics = refusedTopics;
        this.refusedEvents = refusedEvents;
        this.tracer = tracer;
        this.metrics = metrics;
    }

    /**
     * Hands an event to the producer, which keeps the order. While the producer takes none (no metadata, buffer full:
     * Kafka is away), this method waits. For a topic that Kafka refuses, it waits no longer than the patience of {@link
     * RefusedTopics}.
     *
     * @param giveUp asked between the producer's bounded waits
     * @return null if {@code giveUp} ended the wait
     */
    @Nullable
    public Delivery send(OutboxRow row, BooleanSupplier giveUp) {
        var entry = row.entry();
        var cause = Traces.contextOf(entry.cause());
        var span = tracer.spanBuilder("send " + entry.topic())
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(cause)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", entry.topic())
                .setAttribute("messaging.message.id", entry.envelope().id().toString())
                .setAttribute("messaging.kafka.message.key", entry.envelope().aggregateId())
                .startSpan();
        // The span is current during the send too: instrumentation would otherwise start a new trace there.
        var context = span.storeInContext(cause);
        var trace = entry.cause();
        if (span.isRecording()) {
            EventRecords.tag(span, entry.topic(), entry.envelope().aggregateId(), entry.envelope().id());
            trace = Traces.of(context);
        }
        do {
            var delivery = new Delivery(entry, row.recordedAt(), refusedEvents.goesAlone(entry.envelope().id()),
                    new CompletableFuture<>());
            if (enqueue(delivery, span, context, trace)) {
                return delivery;
            }
        } while (!giveUp.getAsBoolean());
        span.setStatus(StatusCode.ERROR, "the relay stopped before Kafka took the event");
        span.end();
        return null;
    }

    private boolean enqueue(Delivery delivery, Span span, Context context, TraceContext trace) {
        var topic = delivery.entry().topic();
        var attempt = new Attempt(delivery, span);
        var known = refusedTopics.reasonNotToTry(topic);
        if (known != null) {
            attempt.fail(known);
            return true;
        }
        TopicPartition partition = null;
        try (var ignored = context.makeCurrent()) {
            partition = partitionOf(delivery.entry());
            if (partition != null && !gate.admits(delivery, partition)) {
                return false;
            }
            producer.send(EventRecords.toRecord(delivery.entry(), partition, trace), (metadata, e) -> attempt.ended(e));
        } catch (InterruptedException e) {
            attempt.ended(new InterruptException(e));
        } catch (RuntimeException e) {
            attempt.ended(e);
        }
        var notTaken = attempt.reasonNotTaken();
        if (notTaken == null) {
            return true;
        }
        if (partition != null) {
            gate.notSent(delivery, partition);
        }
        var refusal = RefusedTopics.refusalIn(notTaken);
        if (refusal == null || !kafkaAnswers()) {
            refusedTopics.forget(topic);
            return false;
        }
        refusedTopics.refused(topic, refusal);
        if (refusedTopics.outlastsPatience(topic)) {
            attempt.fail(refusal);
            return true;
        }
        return false;
    }

    /**
     * Returns the partition that Kafka's default partitioner would choose. Returns null for a topic without partitions,
     * for which the send itself fails.
     */
    private @Nullable TopicPartition partitionOf(OutboxEntry entry) {
        int partitions = producer.partitionsFor(entry.topic()).size();
        if (partitions == 0) {
            return null;
        }
        int hash = Utils.murmur2(entry.envelope().aggregateId().getBytes(StandardCharsets.UTF_8));
        return new TopicPartition(entry.topic(), Utils.toPositive(hash) % partitions);
    }

    /** Reports whether the producer's metadata is fresh. Older metadata may date from before Kafka went away. */
    private boolean kafkaAnswers() {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("metadata-age"))
                .allMatch(metric -> metric.getValue().metricValue() instanceof Double seconds
                        && seconds <= FRESH.toSeconds());
    }

    /**
     * Reports whether the event is to be set aside: Kafka will never take it, or has refused it or its topic for longer
     * than the configured patience.
     */
    public boolean isRefusal(Delivery delivery, Exception failure) {
        if (isRefusal(failure)) {
            return true;
        }
        if (RefusedEvents.isOfItsBatch(failure)) {
            return delivery.alone() && refusedEvents.isRefused(delivery.entry().envelope().id(), failure);
        }
        var topic = delivery.entry().topic();
        var refusal = RefusedTopics.refusalIn(failure);
        if (refusal == null) {
            return false;
        }
        if (!refusedTopics.outlastsPatience(topic)) {
            refusedTopics.refused(topic, refusal);
        }
        return refusedTopics.outlastsPatience(topic);
    }

    private static boolean isRefusal(Exception e) {
        return e instanceof RecordTooLargeException || e instanceof SerializationException
                || e instanceof InvalidTopicException || e instanceof IllegalArgumentException;
    }

    /** Moves a refused event to the table of those that wait for a person. */
    public void setAside(Delivery delivery, Exception reason, RelayDatabase database) throws SQLException {
        database.setAside(delivery.entry(), reason.toString());
        metrics.setAside();
        log.atError().addKeyValue("event.id", delivery.entry().envelope().id())
                .addKeyValue("topic", delivery.entry().topic()).addKeyValue("reason", reason.toString())
                .log("event set aside: Kafka refuses it");
    }

    @Override
    public void close() {
        closing = true;
        producer.close(CLOSE);
    }

    /** One call of {@code send}. It tells whether the producer never took a record, or took it and failed later. */
    private final class Attempt {
        private final Delivery delivery;
        private final Span span;
        private final Thread sender = Thread.currentThread();
        private boolean sending = true;
        private @Nullable Exception notTaken;

        Attempt(Delivery delivery, Span span) {
            this.delivery = delivery;
            this.span = span;
        }

        void ended(@Nullable Exception e) {
            if (e == null) {
                metrics.published(delivery.recordedAt());
                refusedTopics.forget(delivery.entry().topic());
                refusedEvents.forget(delivery.entry().envelope().id());
                span.end();
                delivery.outcome().complete(null);
            } else if (mayHeal(e) && Thread.currentThread() == sender && sending) {
                notTaken = e;
            } else {
                // A closing producer drops records itself; no broker has refused them.
                if (!closing && RefusedEvents.isOfItsBatch(e)) {
                    refusedEvents.refused(delivery.entry().envelope().id());
                }
                fail(e);
            }
        }

        void fail(Exception e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            span.end();
            delivery.outcome().complete(e);
        }

        private static boolean mayHeal(Exception e) {
            return e instanceof TimeoutException || e instanceof TopicAuthorizationException;
        }

        /**
         * Returns why the producer did not take the record; null if it did. The sender calls it once, after {@code
         * send}.
         */
        @Nullable
        Exception reasonNotTaken() {
            sending = false;
            return notTaken;
        }
    }
}
