package dev.ridewire.service.trace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracingAgentTest {
    private static final List<String> WITH_AGENT = List.of("-Xmx320m", "-javaagent:/opt/opentelemetry-javaagent.jar");
    private static final OpenTelemetry NOTHING = OpenTelemetry.noop();
    private static final OpenTelemetry WORKING = OpenTelemetry.propagating(
            ContextPropagators.create(W3CTraceContextPropagator.getInstance()));

    @Test
    void anAgentThatTurnedItselfOffEndsTheStart() {
        assertThatThrownBy(() -> TracingAgent.requireWorking(WITH_AGENT, true, NOTHING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OTEL_TRACES_SAMPLER_ARG")
                .hasMessageContaining("OTEL_JAVAAGENT_ENABLED=false");
    }

    @Test
    void aServiceStartsWithAWorkingAgentWithoutOneAndWithOneTurnedOff() {
        assertThatCode(() -> {
            TracingAgent.requireWorking(WITH_AGENT, true, WORKING);
            TracingAgent.requireWorking(List.of("-javaagent:/opt/profiler.jar"), true, NOTHING);
            TracingAgent.requireWorking(WITH_AGENT, false, NOTHING);
        }).doesNotThrowAnyException();
    }
}
