package dev.ridewire.service;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.ridewire.service.trace.TracingAgent;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Supplies the time, ids and telemetry that every service uses. */
@AutoConfiguration
public class ServiceAutoConfiguration {
    /**
     * The clock ticks in microseconds, as PostgreSQL does, so that a time that is stored equals the one that is read.
     */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    /** Generates ids that sort by creation time and cannot be guessed. */
    @Bean
    @ConditionalOnMissingBean(name = "uuidV7")
    Supplier<UUID> uuidV7() {
        TimeBasedEpochRandomGenerator generator = Generators.timeBasedEpochRandomGenerator();
        return generator::generate;
    }

    /** Returns the agent's telemetry, or a no-op where no agent runs. A failed agent ends the start. */
    @Bean
    @ConditionalOnMissingBean
    OpenTelemetry openTelemetry(@Value("${otel.javaagent.enabled:true}") boolean agentEnabled) {
        var telemetry = GlobalOpenTelemetry.get();
        TracingAgent.requireWorking(ManagementFactory.getRuntimeMXBean().getInputArguments(), agentEnabled, telemetry);
        return telemetry;
    }
}
