package dev.ridewire.messaging.inbox;

import com.google.protobuf.Message;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could be read, and the span of its consumption. */
record Arrival<M extends Message>(ConsumerRecord<String, byte[]> record, ReceivedEvent<M> event, Span span) {
    void failed(Throwable cause) {
        span.recordException(cause);
        span.setStatus(StatusCode.ERROR, cause.getClass().getSimpleName());
        span.end();
    }

    /** @param outcome {@code applied}, {@code duplicate} or {@code stale} */
    void settled(String outcome) {
        span.setAttribute("ridewire.inbox.outcome", outcome);
        span.end();
    }
}
