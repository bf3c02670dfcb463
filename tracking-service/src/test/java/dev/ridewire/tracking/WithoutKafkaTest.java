package dev.ridewire.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.testing.parts.PatientDatabase;
import dev.ridewire.testing.parts.TestParts;
import dev.ridewire.testing.web.WholeAnswers;
import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/** The service while Kafka is down from the start on. */
class WithoutKafkaTest {
    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENTS = new ParameterizedTypeReference<>() {
    };
    private final TestIssuer issuer = new TestIssuer();
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() {
        var properties = new HashMap<String, Object>(
                PatientDatabase.propertiesOf(TestParts.postgres().freshDatabase("tracking")));
        properties.putAll(issuer.properties());
        properties.putAll(Map.of("server.port", 0, "management.server.port", 0,
                // Nothing listens there.
                "spring.kafka.bootstrap-servers", "127.0.0.1:1"));
        var application = new SpringApplication(TrackingApplication.class);
        service = application.run(properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue()).toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void itIsReadyRefusesPingsSoonAndShowsTheRidesItKnows() {
        client("local.management.port").get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
        await().until(() -> report().getStatus().equals(HttpStatus.SERVICE_UNAVAILABLE));
        assertThat(report().getResponseHeaders().getFirst("Retry-After")).isEqualTo("5");

        var events = new CopyOnWriteArrayList<ServerSentEvent<String>>();
        var end = new AtomicReference<SignalType>();
        var unused = watchKnownRide().doFinally(end::set).subscribe(events::add);
        await().until(() -> events.stream().anyMatch(event -> "ride".equals(event.event())));
        assertThat(unused.isDisposed()).isFalse();

        // An open stream must not hold up the shutdown: it is ended, not cut off.
        service.close();
        await().untilAsserted(() -> assertThat(end).hasValue(SignalType.ON_COMPLETE));
    }

    @Test
    void aSocketTellsThePhoneToSendAgainAndWhenToReturn() {
        var socket = new DriverSocket(port(), issuer.token("driver", "bob"));
        await().until(() -> {
            socket.send(1, "{\"lat\":40.7,\"lng\":-74,\"recordedAt\":\"" + Instant.now() + "\"}");
            return socket.has("retry");
        });
        assertThat(socket.first("retry")).containsEntry("seq", 1).containsEntry("reason", "feed-away");
        assertThat(socket.first("retry").get("retryAfterMillis")).asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isBetween(2_000, 5_000);

        service.close();
        await().until(() -> socket.closed().getCode() == 1001);
        assertThat(socket.closed().getReason()).matches("retry-after-ms=\\d{1,5}");
    }

    @Test
    void aShutdownTellsEachStreamWhenToReturn() {
        var events = new CopyOnWriteArrayList<ServerSentEvent<String>>();
        var unused = watchKnownRide().subscribe(events::add);
        await().until(() -> events.stream().anyMatch(event -> "ride".equals(event.event())));
        assertThat(unused.isDisposed()).isFalse();

        service.close();

        await().until(() -> events.stream().anyMatch(event -> "end".equals(event.event())));
        assertThat(events).filteredOn(event -> "end".equals(event.event())).first().satisfies(end -> {
            assertThat(end.data()).isEqualTo("{\"reason\":\"shutdown\"}");
            assertThat(end.retry()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
        });
    }

    private FluxExchangeResult<String> report() {
        return client("local.server.port").post().uri("/v1/drivers/me/locations")
                .headers(headers -> headers.setBearerAuth(issuer.token("driver", "bob")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"points\":[{\"lat\":40.7,\"lng\":-74,\"recordedAt\":\"" + Instant.now() + "\"}]}")
                .exchange().returnResult(String.class);
    }

    private int port() {
        return Integer.parseInt(String.valueOf(service.getEnvironment().getProperty("local.server.port")));
    }

    private Flux<ServerSentEvent<String>> watchKnownRide() {
        var ride = Samples.ride(UUID.randomUUID(), RideState.DRIVER_ASSIGNED, 2);
        service.getBean(Rides.class).saveNewer(List.of(ride)).block();
        return client("local.server.port").get().uri("/v1/rides/{id}/stream", ride.id())
                .headers(headers -> headers.setBearerAuth(issuer.token("rider", "ada")))
                .accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isOk()
                .returnResult(EVENTS).getResponseBody();
    }

    private WebTestClient client(String portProperty) {
        return WholeAnswers.clientOf(service.getEnvironment().getRequiredProperty(portProperty, Integer.class))
                .build();
    }
}
