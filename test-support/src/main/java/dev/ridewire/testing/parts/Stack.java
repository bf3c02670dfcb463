package dev.ridewire.testing.parts;

import dev.ridewire.parts.PartFailedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The kind of parts that tests run on: {@code mvn verify -Dstack=containers}. */
enum Stack {
    /** Child processes of the tests' JVM; needs nothing installed. */
    EMBEDDED {
        @Override
        OwnPostgres postgres(Map<String, String> parameters) {
            return new ChildPostgres(parameters);
        }

        @Override
        Kafka kafka() {
            return new ChildKafka();
        }
    },
    /** Testcontainers, of the images in {@code docker-compose.yml}; needs Docker on this machine. */
    CONTAINERS {
        @Override
        OwnPostgres postgres(Map<String, String> parameters) {
            return new ContainerPostgres(parameters);
        }

        @Override
        Kafka kafka() {
            return new ContainerKafka();
        }
    };

    private static final String PROPERTY = "stack";

    /** A PostgreSQL that is not started yet. */
    abstract OwnPostgres postgres(Map<String, String> parameters);

    /** A Kafka that is not started yet. */
    abstract Kafka kafka();

    /** Returns the kind that the system property names; {@link #EMBEDDED} without one. */
    static Stack chosen() {
        return named(System.getProperty(PROPERTY, EMBEDDED.property()));
    }

    static Stack named(String name) {
        return Arrays.stream(values()).filter(stack -> stack.property().equals(name)).findAny()
                .orElseThrow(() -> new PartFailedException("-D%s=%s (expected: %s)".formatted(PROPERTY, name,
                        Arrays.stream(values()).map(Stack::property).collect(Collectors.joining(" or ")))));
    }

    private String property() {
        return name().toLowerCase(Locale.ROOT);
    }
}
