package dev.ridewire.tracking.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.testing.parts.OwnPostgres;
import dev.ridewire.testing.parts.PatientDatabase;
import dev.ridewire.testing.parts.TestParts;
import dev.ridewire.testing.web.WholeAnswers;
import dev.ridewire.tracking.TestIssuer;
import dev.ridewire.tracking.TrackingApplication;
import dev.ridewire.tracking.application.life.Lives;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.board.BoardSamples;
import dev.ridewire.tracking.domain.board.BookingSide;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.SignalType;

/** The live views of dispatchers while PostgreSQL is stopped, as clients see them. */
@ExtendWith(OutputCaptureExtension.class)
class WithoutPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestIssuer issuer = new TestIssuer();
    private final UUID ride = UUID.randomUUID();
    private final Instant now = Instant.now();
    private OwnPostgres postgres;
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() {
        postgres = TestParts.postgres(Map.of());
        var properties = new HashMap<String, Object>(PatientDatabase.propertiesOf(postgres.freshDatabase("tracking")));
        properties.putAll(issuer.properties());
        properties.putAll(Map.of("server.port", 0, "management.server.port", 0,
                "ridewire.tracking.streams.heartbeat", "200ms",
                // Nothing listens there.
                "spring.kafka.bootstrap-servers", "127.0.0.1:1"));
        service = new SpringApplication(TrackingApplication.class).run(properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue()).toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        service.close();
        postgres.close();
    }

    @Test
    void liveViewsOutliveAnOutage(CapturedOutput output) {
        record(BoardSamples.requested(ride, now));
        var views = List.of(new View("board", "/v1/ops/rides/stream"),
                new View("map", "/v1/ops/map/stream?box=-74.1234,40.6,-73.8,40.9"),
                new View("timeline", "/v1/ops/rides/" + ride + "/timeline/stream"));
        views.forEach(this::open);
        await().atMost(PATIENCE).until(() -> views.stream().allMatch(view -> view.isLastIn("REQUESTED")));

        postgres.stop();
        await().atMost(PATIENCE).until(() -> warnings(output) >= views.size());
        for (View view : views) {
            long beats = view.heartbeats();
            await().atMost(PATIENCE).until(() -> view.heartbeats() > beats);
        }

        postgres.start();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            record(BoardSamples.booking(ride, RideState.CANCELLED, 2, 1, now));
            return true;
        });
        // The board and the map show no ride that is over.
        await().atMost(PATIENCE).until(() -> views.stream().noneMatch(view -> view.isLastIn("REQUESTED")));
        assertThat(views).extracting(view -> view.end.get()).containsOnlyNulls();
        assertThat(output.toString()).doesNotContain("already committed", "Error finishing response", "74.1234");
    }

    @Test
    void aStreamThatIsOpenedDuringAnOutageIsRefused() {
        record(BoardSamples.requested(ride, now));

        postgres.stop();

        for (String address : List.of("/v1/ops/rides/stream", "/v1/ops/map/stream?box=1,1,2,2",
                "/v1/ops/rides/" + ride + "/timeline/stream")) {
            client().get().uri(address).accept(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_PROBLEM_JSON)
                    .exchange()
                    .expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    private void record(BookingSide side) {
        service.getBean(Lives.class).record(List.of(), List.of(side), List.of()).block();
    }

    private void open(View view) {
        client().get().uri(view.address).accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {
                })
                .getResponseBody().doFinally(view.end::set).subscribe(view.events::add);
    }

    private static long warnings(CapturedOutput output) {
        return output.toString().lines()
                .filter(line -> line.contains("WARN") && line.contains("live view could not be looked up")).count();
    }

    private WebTestClient client() {
        return WholeAnswers.clientOf(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class))
                .responseTimeout(PATIENCE)
                .defaultHeaders(headers -> headers.setBearerAuth(issuer.token("dispatcher", "dee")))
                .build();
    }

    /** A stream of a dispatcher. */
    private static final class View {
        final String name;
        final String address;
        final List<ServerSentEvent<String>> events = new CopyOnWriteArrayList<>();
        final AtomicReference<SignalType> end = new AtomicReference<>();

        View(String name, String address) {
            this.name = name;
            this.address = address;
        }

        boolean isLastIn(String state) {
            return events.stream().filter(event -> name.equals(event.event())).reduce((first, second) -> second)
                    .map(event -> Objects.requireNonNull(event.data()).contains("\"" + state + "\"")).orElse(false);
        }

        long heartbeats() {
            return events.stream().filter(event -> "heartbeat".equals(event.comment())).count();
        }
    }
}
