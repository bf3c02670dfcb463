package dev.ridewire.tracking;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.PatientDatabase;
import dev.ridewire.testing.parts.TestParts;
import dev.ridewire.testing.web.WholeAnswers;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The service on a real PostgreSQL and a real Kafka. One context serves all tests, so each uses rides and people of its
 * own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "management.server.port=0", "ridewire.tracking.streams.heartbeat=1s",
        "ridewire.tracking.sockets.ping=200ms",
        "ridewire.tracking.trips.settle=2s"})
public abstract class OnRealParts {
    protected static final TestIssuer ISSUER = new TestIssuer();
    private static final ServiceDatabase DATABASE = TestParts.postgres().freshDatabase("tracking");

    @Autowired
    protected DatabaseClient database;

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        PatientDatabase.propertiesOf(DATABASE).forEach((name, value) -> registry.add(name, () -> value));
        ISSUER.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("spring.kafka.bootstrap-servers", TestParts.kafka()::bootstrapServers);
    }

    protected final WebTestClient as(String role, String name) {
        return WholeAnswers.clientOf(port)
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeaders(headers -> headers.setBearerAuth(ISSUER.token(role, name)))
                .build();
    }
}
