package dev.ridewire.testing.parts;

import java.util.Map;

/**
 * The parts that tests run on: child processes or, with {@code -Dstack=containers}, containers; no test knows. Each is
 * started when first asked for and is gone when the JVM is.
 */
public final class TestParts {
    private static final Shared<Postgres> POSTGRES = new Shared<>(() -> postgres(Map.of()));
    private static final Shared<Kafka> KAFKA = new Shared<>(TestParts::startKafka);

    private TestParts() {}

    /** PostgreSQL, running, shared by all tests of this JVM. */
    public static Postgres postgres() {
        return POSTGRES.get();
    }

    /** Kafka, running, shared by all tests of this JVM. */
    public static Kafka kafka() {
        return KAFKA.get();
    }

    /**
     * A PostgreSQL of the caller's own, running.
     *
     * @param parameters of the server, beyond or instead of those that all have
     */
    public static OwnPostgres postgres(Map<String, String> parameters) {
        OwnPostgres postgres = Stack.chosen().postgres(parameters);
        postgres.start();
        return postgres;
    }

    /** Three brokers of the caller's own, running. */
    public static KafkaCluster kafkaCluster() {
        return KafkaCluster.start();
    }

    /**
     * A primary and its standby, the caller's own, running.
     *
     * @param slots whether slots made for it survive the standby's promotion
     */
    public static PostgresPair postgresPair(PostgresPair.Slots slots) {
        return PostgresPair.start(slots);
    }

    private static Kafka startKafka() {
        Kafka kafka = Stack.chosen().kafka();
        kafka.start();
        return kafka;
    }

    /** Runs when the JVM ends. */
    static void atExit(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-test-part"));
    }
}
