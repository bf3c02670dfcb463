package dev.ridewire.stack.command;

import dev.ridewire.messaging.deadletter.DeadLetterOffice;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.letters.RefusedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose dead letters. */
final class LetterOptions {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "The Kafka of a system that was not started by ./ridewire up. Events that Kafka refused are not "
            + "seen then: they are in the services' databases.")
    private @Nullable String kafka;

    @Option(names = "--kafka-config", paramLabel = "FILE", description = "Properties for Kafka's client: how to log in, say.")
    private @Nullable Path kafkaConfig;

    /**
     * Returns the access to letters.
     *
     * @throws dev.ridewire.stack.run.StackAbsentException if no Kafka is named and no stack runs
     */
    DeadLetterOffice office() {
        Map<String, Object> connection = new HashMap<>();
        if (kafkaConfig != null) {
            try (var in = Files.newBufferedReader(kafkaConfig)) {
                var properties = new Properties();
                properties.load(in);
                properties.forEach((name, value) -> connection.put(name.toString(), value));
            } catch (IOException e) {
                throw new IllegalArgumentException("--kafka-config: " + kafkaConfig + " can't be read: " + e, e);
            }
        }
        connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                kafka == null ? Surroundings.runningStack().ports().kafkaServers() : kafka);
        try {
            return new DeadLetterOffice(connection, Clock.systemUTC());
        } catch (org.apache.kafka.common.KafkaException e) {
            throw new IllegalArgumentException("--kafka: " + reason(e), e);
        }
    }

    RefusedEvents refused() {
        return kafka == null
                ? RefusedEvents.of(Surroundings.runningStack(), Surroundings.home())
                : RefusedEvents.unreachable();
    }

    /** Returns the address that shows traces, or null if it is not known. */
    @Nullable
    String zipkin() {
        return kafka != null ? null : Surroundings.runningStack().ports().address(Part.ZIPKIN).toString();
    }

    /** Describes Kafka's failure in a sentence. */
    static PartFailedException noAnswer(org.apache.kafka.common.KafkaException e) {
        return new PartFailedException("Kafka does not answer: " + reason(e), e);
    }

    private static String reason(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + reason(e.getCause());
    }
}
