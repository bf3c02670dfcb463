package dev.ridewire.service.batch;

import dev.ridewire.service.trace.StatementFailures;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spans of a statement: one in the trace of each sampled command, because a span has a single parent. */
final class BatchSpans {
    private final List<Span> spans;

    private BatchSpans(List<Span> spans) {
        this.spans = spans;
    }

    /** @param causes the contexts of the commands */
    static BatchSpans start(Tracer tracer, String purpose, List<Context> causes) {
        return new BatchSpans(causes.stream()
                .filter(cause -> Span.fromContext(cause).getSpanContext().isSampled())
                .map(cause -> tracer.spanBuilder(purpose)
                        .setSpanKind(SpanKind.CLIENT)
                        .setParent(cause)
                        .setAttribute("db.system.name", "postgresql")
                        .setAttribute("db.operation.batch.size", (long) causes.size())
                        .startSpan())
                .toList());
    }

    /** Ends the spans; as failed if there is a failure. */
    void end(@Nullable Throwable failure) {
        for (Span span : spans) {
            if (failure != null) {
                StatementFailures.mark(span, failure);
            }
            span.end();
        }
    }
}
