package dev.ridewire.testing.parts;

import java.util.Map;

/**
 * The parts that tests run on: child processes or, with {@code -Dstack=containers}, containers, which tests can't tell
 * apart. Each starts at its first use and ends with the JVM.
 */
public final class TestParts {
    private static final Shared<Postgres> POSTGRES = new Shared<>(() -> postgres(Map.of()));
    private static final Shared<Kafka> KAFKA = new Shared<>(TestParts::startKafka);

    private TestParts() {}

    /** Returns the running PostgreSQL that all tests of this JVM share. */
    public static Postgres postgres() {
        return POSTGRES.get();
    }

    /** Returns the running Kafka that all tests of this JVM share. */
    public static Kafka kafka() {
        return KAFKA.get();
    }

    /**
     * Starts a PostgreSQL for the caller alone.
     *
     * @param parameters settings of the server, in addition to the common ones or instead of them
     */
    public static OwnPostgres postgres(Map<String, String> parameters) {
        OwnPostgres postgres = Stack.chosen().postgres(parameters);
        postgres.start();
        return postgres;
    }

    /** Starts three brokers for the caller alone. */
    public static KafkaCluster kafkaCluster() {
        return KafkaCluster.start();
    }

    /**
     * Starts a primary and its standby for the caller alone.
     *
     * @param slots whether slots with {@code failover} survive the standby's promotion
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
