package dev.ridewire.booking;

import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.util.Base64;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Booking on a port of its own with a real database and without Kafka. One context serves all tests, which run beside
 * each other: each uses people and rides of its own.
 */
@SpringBootTest(classes = BookingApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "management.server.port=0", "ridewire.booking.sweep.scheduled-rides=1h",
        "ridewire.booking.sweep.unmeasured-rides=1h", "ridewire.booking.sweep.idempotency-keys=1h"})
@ContextConfiguration(initializers = OwnReactorResources.class)
public abstract class RunningBooking {
    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        configure(registry, "127.0.0.1:" + Ports.free());
    }

    /** A fresh database, an issuer and a key. @param kafka host and port */
    public static void configure(DynamicPropertyRegistry registry, String kafka) {
        configure(registry, kafka, TestParts.postgres().freshDatabase("booking"));
    }

    /** An issuer and a key, and a database of the test's own. */
    public static void configure(DynamicPropertyRegistry registry, String kafka, ServiceDatabase database) {
        database.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("spring.kafka.bootstrap-servers", () -> kafka);
        registry.add("ridewire.security.issuer", () -> Tokens.ISSUER);
        registry.add("ridewire.security.audience", () -> Tokens.AUDIENCE);
        registry.add("ridewire.security.jwks", () -> Tokens.jwksFile().toString());
        registry.add("ridewire.booking.quote-key", () -> Base64.getEncoder().encodeToString(new byte[32]));
    }
}
