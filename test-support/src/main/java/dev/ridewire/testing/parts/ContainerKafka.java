package dev.ridewire.testing.parts;

import dev.ridewire.parts.KafkaSettings;
import dev.ridewire.parts.LocalKafka;
import dev.ridewire.parts.Ports;
import java.util.Locale;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka in a container, with the same settings as the child process. */
final class ContainerKafka implements Kafka {
    private static final int PORT_INSIDE = 9092;
    /**
     * The command of Testcontainers, but without a shell between Docker and Kafka, which would not pass on Docker's
     * TERM.
     */
    private static final String COMMAND = """
            while [ ! -f /tmp/testcontainers_start.sh ]; do sleep 0.1; done
            exec bash -c "$(sed 's|^/etc/kafka/docker/run|exec &|' /tmp/testcontainers_start.sh)"
            """;

    private final String bootstrapServers;
    private final ContainerPart part;

    ContainerKafka() {
        int port = Ports.free();
        bootstrapServers = Ports.HOST + ":" + port;
        // Kafka advertises this address to its clients.
        var container = new KafkaContainer(ContainerImages.of("apache/kafka")) {
            @Override
            public String getBootstrapServers() {
                return bootstrapServers;
            }
        };
        container.withEnv("KAFKA_HEAP_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1").withCommand("sh", "-c", COMMAND);
        KafkaSettings.EVERYWHERE.forEach((name, value) -> container.withEnv(variable(name), value));
        part = new ContainerPart("kafka", container, PORT_INSIDE, port, () -> LocalKafka.answers(port));
    }

    /** Returns a setting in the form that the image expects: {@code num.partitions} is {@code KAFKA_NUM_PARTITIONS}. */
    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void start() {
        part.start();
    }

    @Override
    public void stop() {
        part.stop();
    }
}
