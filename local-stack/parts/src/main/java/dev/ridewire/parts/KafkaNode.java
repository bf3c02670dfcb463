package dev.ridewire.parts;

import java.io.IOException;
import java.nio.file.Path;

/** The main class of Kafka's JVM. It formats the storage the first time, and then runs a Kafka node. */
final class KafkaNode {
    private KafkaNode() {}

    /**
     * Runs until it is told to stop.
     *
     * @param arguments the path of {@code server.properties} and the cluster's id
     */
    public static void main(String[] arguments) throws IOException {
        Path properties = Path.of(arguments[0]);
        int formatted = kafka.tools.StorageTool.execute(
                new String[]{"format", "--ignore-formatted", "--cluster-id", arguments[1], "--config",
                        properties.toString()},
                System.out);
        if (formatted != 0) {
            System.exit(formatted);
        }
        kafka.Kafka.main(new String[]{properties.toString()});
    }
}
