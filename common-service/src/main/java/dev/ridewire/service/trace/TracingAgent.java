package dev.ridewire.service.trace;

import io.opentelemetry.api.OpenTelemetry;
import java.util.List;

/**
 * The OpenTelemetry agent that a service was started with. If it cannot read a setting, such as a sampler's argument
 * that is no number, the agent turns itself off with a line on stderr. The service would then run untraced.
 */
public final class TracingAgent {
    private static final String ATTACHED = "-javaagent:";
    private static final String NAME = "opentelemetry";

    private TracingAgent() {}

    /**
     * Checks that an attached agent works.
     *
     * @param jvmArguments arguments of this JVM
     * @param enabled      false where an operator has turned the agent off
     * @param telemetry    the telemetry that the agent supplies
     * @throws IllegalStateException if the agent is attached, was not turned off, and supplies nothing
     */
    public static void requireWorking(List<String> jvmArguments, boolean enabled, OpenTelemetry telemetry) {
        boolean attached = jvmArguments.stream()
                .anyMatch(argument -> argument.startsWith(ATTACHED)
                        && argument.substring(argument.lastIndexOf('/') + 1).contains(NAME));
        boolean works = !telemetry.getPropagators().getTextMapPropagator().fields().isEmpty();
        if (attached && enabled && !works) {
            throw new IllegalStateException("""
                    the OpenTelemetry agent is attached and has turned itself off. It names the setting on stderr, \
                    after "OpenTelemetry Javaagent failed to start". Correct that setting (OTEL_TRACES_SAMPLER_ARG, \
                    for one; OTEL_PROPAGATORS may not be none), or start without traces by the environment variable \
                    OTEL_JAVAAGENT_ENABLED=false""");
        }
    }
}
