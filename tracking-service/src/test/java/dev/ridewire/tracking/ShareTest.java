package dev.ridewire.tracking;

import static dev.ridewire.tracking.domain.Samples.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.testing.web.WholeAnswers;
import dev.ridewire.tracking.application.NewestHub;
import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Sharing a ride, and watching it without an account. */
@TestPropertySource(properties = {"ridewire.tracking.share.address-header=X-Client", "ridewire.tracking.share.burst=20",
        "ridewire.tracking.share.per-minute=1"})
class ShareTest extends OnRealParts {
    @Autowired
    Rides rides;

    @Autowired
    NewestHub<UUID, TrackedRide> liveRides;

    private final UUID rideId = UUID.randomUUID();
    private final Disposable.Composite opened = Disposables.composite();

    @AfterEach
    void stopReading() {
        opened.dispose();
    }

    @Test
    void aLinkShowsTheCarAndNobody() {
        told(ride(rideId, RideState.DRIVER_ASSIGNED, 2));
        String token = share();
        assertThat(token).matches("[A-Za-z0-9_-]{43}");

        var body = look(token).expectStatus().isOk()
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader().valueEquals("Cache-Control", "no-store")
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
                }).returnResult().getResponseBody();

        assertThat(body).containsOnlyKeys("stage", "vehicle", "position", "etaSeconds").containsEntry("stage",
                "COMING");
        assertThat(String.valueOf(body)).doesNotContain("ada", "bob", rideId.toString());
        assertThat(Objects.requireNonNull(body).get("vehicle")).asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("class", "plate", "model");
    }

    @Test
    void onlyTheHashOfATokenIsStored() {
        told(ride(rideId, RideState.REQUESTED, 1));
        String token = share();

        var stored = database.sql("select token_hash from share_link where ride_id = :ride").bind("ride", rideId)
                .map(row -> String.valueOf(row.get(0, String.class))).all().collectList().block();

        assertThat(stored).hasSize(1).noneMatch(hash -> hash.contains(token));
    }

    @Test
    void aStreamShowsTheRideAndEndsWithIt() {
        told(ride(rideId, RideState.DRIVER_ASSIGNED, 2));
        var stream = new Stream(share());
        await().until(() -> stream.stages().contains("COMING"));

        told(ride(rideId, RideState.IN_PROGRESS, 4));
        await().until(() -> stream.stages().contains("ON_TRIP"));
        told(ride(rideId, RideState.COMPLETED, 5));

        await().until(stream.ended::get);
        assertThat(stream.endReasons()).containsExactly("link-over");
    }

    @Test
    void aRevokedLinkEndsItsStream() {
        told(ride(rideId, RideState.IN_PROGRESS, 4));
        var stream = new Stream(share());
        await().until(() -> stream.stages().contains("ON_TRIP"));

        revoke().expectStatus().isNoContent();

        await().until(stream.ended::get);
        assertThat(stream.endReasons()).containsExactly("link-over");
        revoke().expectStatus().isNoContent();
    }

    @Test
    void unknownRevokedAndEndedLinksGetTheSameAnswer() {
        told(ride(rideId, RideState.IN_PROGRESS, 4));
        String revoked = share();
        revoke().expectStatus().isNoContent();
        String ended = share();
        told(ride(rideId, RideState.COMPLETED, 5));

        var answers = List.of("unknown", revoked, ended).stream()
                .map(token -> Objects.requireNonNull(look(token).expectStatus().isNotFound()
                        .expectHeader().valueEquals("Cache-Control", "no-store")
                        .expectHeader().valueEquals("Referrer-Policy", "no-referrer")
                        .expectBody(String.class).returnResult().getResponseBody()).replace(token, ""))
                .distinct().toList();

        assertThat(answers).hasSize(1);
    }

    @Test
    void anotherLinkLeavesTheFirst() {
        told(ride(rideId, RideState.REQUESTED, 1));
        String first = share();
        share();

        look(first).expectStatus().isOk();
    }

    @Test
    void onlyTheRiderSharesARideThatIsNotOver() {
        told(ride(rideId, RideState.IN_PROGRESS, 4));
        for (var other : Map.of("rider", "eve", "driver", "bob", "dispatcher", "olga").entrySet()) {
            as(other.getKey(), other.getValue()).post().uri("/v1/rides/{id}/share", rideId).exchange()
                    .expectStatus().isEqualTo(other.getKey().equals("rider") ? 404 : 403);
        }
        told(ride(rideId, RideState.CANCELLED, 5));

        as("rider", "ada").post().uri("/v1/rides/{id}/share", rideId).exchange().expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.type").isEqualTo("/problems/ride-over")
                .jsonPath("$.currentState").isEqualTo("CANCELLED");
    }

    @Test
    void anAddressThatTriesManyLinksIsRefused() {
        Set<Integer> statuses = new HashSet<>();
        for (int attempt = 0; attempt < 21; attempt++) {
            var answer = anyone("192.0.2.77").get().uri("/v1/shared/guess-{n}", attempt).exchange()
                    .returnResult(String.class);
            statuses.add(answer.getStatus().value());
        }

        assertThat(statuses).containsExactlyInAnyOrder(404, 429);
        anyone("192.0.2.78").get().uri("/v1/shared/guess").exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource({"/share,text/html;charset=utf-8", "/share/app.js,text/javascript;charset=utf-8",
            "/share/style.css,text/css;charset=utf-8"})
    void thePageNeedsNothingFromElsewhere(String path, String type) {
        String body = anyone("192.0.2.79").get().uri(path).exchange().expectStatus().isOk()
                .expectHeader().contentType(type)
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader().value("Content-Security-Policy",
                        policy -> assertThat(policy).startsWith("default-src 'none'; script-src 'self';"))
                .expectBody(String.class).returnResult().getResponseBody();

        assertThat(body).doesNotContainPattern("(src|href)=\"(https?:)?//").doesNotContain("style=", "onclick=");
    }

    private void told(TrackedRide ride) {
        rides.saveNewer(List.of(ride)).block();
        liveRides.publish(ride.id(), ride);
    }

    private String share() {
        var body = as("rider", "ada").post().uri("/v1/rides/{id}/share", rideId).exchange()
                .expectStatus().isCreated()
                .expectHeader().valueMatches("Location", "/v1/shared/.*")
                .expectBody(new ParameterizedTypeReference<Map<String, String>>() {
                }).returnResult().getResponseBody();
        String token = Objects.requireNonNull(Objects.requireNonNull(body).get("token"));
        assertThat(body).containsEntry("page", "/share#" + token);
        return token;
    }

    private WebTestClient.ResponseSpec revoke() {
        return as("rider", "ada").delete().uri("/v1/rides/{id}/share", rideId).exchange();
    }

    private WebTestClient.ResponseSpec look(String token) {
        return anyone(viewer()).get().uri("/v1/shared/{token}", token).accept(MediaType.APPLICATION_JSON)
                .exchange();
    }

    /** Returns an address of a network that no other test uses, so that each test has a limit of its own. */
    private String viewer() {
        return rideId.toString().substring(0, 18).replace("-", "").replaceAll("(.{4})", "$1:") + ":1";
    }

    private WebTestClient anyone(String address) {
        return WholeAnswers.clientOf(port)
                .responseTimeout(Duration.ofSeconds(20)).defaultHeader("X-Client", address).build();
    }

    private final class Stream {
        private final List<ServerSentEvent<Map<String, Object>>> events = new CopyOnWriteArrayList<>();
        private final AtomicBoolean ended = new AtomicBoolean();

        private Stream(String token) {
            opened.add(anyone(viewer()).get().uri("/v1/shared/{token}", token)
                    .accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isOk()
                    .returnResult(new ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>>() {
                    })
                    .getResponseBody().doOnComplete(() -> ended.set(true)).subscribe(events::add));
        }

        private List<Object> stages() {
            return members("view", "stage");
        }

        private List<Object> endReasons() {
            return members("end", "reason");
        }

        private List<Object> members(String event, String name) {
            return events.stream().filter(candidate -> event.equals(candidate.event()))
                    .map(candidate -> Objects.requireNonNull(Objects.requireNonNull(candidate.data()).get(name)))
                    .toList();
        }
    }
}
