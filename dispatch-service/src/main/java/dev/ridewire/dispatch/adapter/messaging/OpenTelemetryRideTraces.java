package dev.ridewire.dispatch.adapter.messaging;

import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.events.TraceContext;
import dev.ridewire.service.trace.Traces;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Steps of a ride as spans in its trace. Without the agent they go nowhere. */
@Component
final class OpenTelemetryRideTraces implements RideTraces {
    private final Tracer tracer;

    OpenTelemetryRideTraces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.ridewire.dispatch");
    }

    @Override
    public TraceContext step(String name, TraceContext rideTrace, TraceContext request, UUID rideId, String driverId) {
        Context parent = Traces.contextOf(rideTrace);
        var requestSpan = Span.fromContext(Traces.contextOf(request)).getSpanContext();
        var builder = tracer.spanBuilder(name).setSpanKind(SpanKind.INTERNAL)
                .setParent(parent)
                .setAttribute("ride.id", rideId.toString())
                .setAttribute("driver.id", driverId);
        if (requestSpan.isValid()) {
            // Zipkin shows no links: the attribute leads a person to the request's own trace.
            builder.addLink(requestSpan).setAttribute("request.trace_id", requestSpan.getTraceId());
        }
        Span span = builder.startSpan();
        span.end();
        return Traces.of(parent.with(span));
    }
}
