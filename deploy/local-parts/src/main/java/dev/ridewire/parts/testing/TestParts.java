package dev.ridewire.parts.testing;

import dev.ridewire.parts.Folders;
import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts that all tests of a JVM share. Each is started when first asked for and is gone when the JVM is. */
public final class TestParts {
    private TestParts() {}

    /** PostgreSQL, running. */
    public static Postgres postgres() {
        return PostgresHolder.SHARED;
    }

    /** Kafka, running. */
    public static Kafka kafka() {
        return KafkaHolder.SHARED;
    }

    private static final class PostgresHolder {
        static final ChildPostgres SHARED = new ChildPostgres(temporaryFolder());

        static {
            SHARED.start();
        }
    }

    private static final class KafkaHolder {
        static final ChildKafka SHARED = new ChildKafka(temporaryFolder());

        static {
            SHARED.start();
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("ridewire-test-");
        } catch (IOException e) {
            throw new PartFailedException("no temporary folder: " + e.getMessage(), e);
        }
    }

    /** Stops a part and deletes its folder when the JVM ends. */
    static void atExit(Runnable stop, Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                // The JVM is going; what is left lies in the system's temporary folder.
            }
        }, "stop-" + folder.getFileName()));
    }
}
