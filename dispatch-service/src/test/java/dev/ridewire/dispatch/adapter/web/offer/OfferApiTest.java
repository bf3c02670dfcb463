package dev.ridewire.dispatch.adapter.web.offer;

import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.Tokens;
import dev.ridewire.dispatch.adapter.web.ApiOnPostgres;
import dev.ridewire.dispatch.domain.ride.RideNews;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

class OfferApiTest extends ApiOnPostgres {
    @Autowired
    private DatabaseClient database;

    @Test
    void anOfferIsSeenAndAcceptedAndTheAnswerStays() {
        UUID offer = city.offerTo(ann, ride);

        get(ann, "driver", "/v1/drivers/me/offers").expectStatus().isOk().expectBody()
                .jsonPath("$.length()").isEqualTo(1)
                .jsonPath("$[0].id").isEqualTo(offer.toString())
                .jsonPath("$[0].state").isEqualTo("PENDING")
                .jsonPath("$[0].fare.amount").isEqualTo("12.50")
                .jsonPath("$[0].pickup.lat").isEqualTo(PICKUP.lat())
                .jsonPath("$[0].expiresAt").isNotEmpty();
        problem(putShift(ann, OFFLINE), 409, "driver-busy").jsonPath("$.currentState").isEqualTo("OFFERED");
        byte[] first = answer(ann, offer, "accept").expectStatus().isOk().expectBody()
                .jsonPath("$.state").isEqualTo("ACCEPTED").returnResult().getResponseBody();
        byte[] again = answer(ann, offer, "accept").expectStatus().isOk().expectBody().returnResult()
                .getResponseBody();
        assertThat(again).isEqualTo(first);
        problem(answer(ann, offer, "decline"), 409, "offer-answered")
                .jsonPath("$.currentState").isEqualTo("ACCEPTED");
        get(ann, "driver", "/v1/drivers/me/shift").expectBody()
                .jsonPath("$.state").isEqualTo("ON_RIDE").jsonPath("$.rideId").isEqualTo(ride.toString());
        get("dora", "dispatcher", "/v1/ops/rides/" + ride + "/dispatch").expectStatus().isOk().expectBody()
                .jsonPath("$.state").isEqualTo("ASSIGNED")
                .jsonPath("$.offers[0].driverId").isEqualTo(ann);
    }

    @Test
    void anOfferToSomeoneElseIsNotThere() {
        UUID offer = city.offerTo(ann, ride);

        problem(answer("bob-" + UUID.randomUUID(), offer, "accept"), 404, "not-found");
        problem(answer(ann, UUID.randomUUID(), "accept"), 404, "not-found");
        client().post().uri("/v1/offers/nonsense/accept").headers(to -> to.setBearerAuth(Tokens.of(ann, "driver")))
                .exchange().expectStatus().isNotFound();
    }

    @Test
    void anAnswerThatComesTooLateIsRefused() {
        UUID offer = city.offerTo(ann, ride);
        database.sql("update ride_match set offer_expires_at = now() - interval '1 second' where ride_id = :ride")
                .bind("ride", ride).then().block();
        database.sql("update offer set expires_at = now() - interval '1 second' where ride_id = :ride")
                .bind("ride", ride).then().block();

        problem(answer(ann, offer, "accept"), 409, "offer-expired").jsonPath("$.currentState").isEqualTo("EXPIRED");
    }

    @Test
    void anOfferOfARideThatIsOverIsWithdrawn() {
        UUID offer = city.offerTo(ann, ride);
        city.follow(new RideNews.CalledOff(ride));

        problem(answer(ann, offer, "accept"), 409, "offer-withdrawn")
                .jsonPath("$.currentState").isEqualTo("WITHDRAWN");
        putShift(ann, OFFLINE).expectStatus().isOk();
    }

    @Test
    void aRepeatedYesToACancelledRideIsToldTheTruth() {
        UUID offer = city.offerTo(ann, ride);
        answer(ann, offer, "accept").expectStatus().isOk();
        city.follow(new RideNews.CalledOff(ride));

        problem(answer(ann, offer, "accept"), 409, "offer-withdrawn")
                .jsonPath("$.currentState").isEqualTo("WITHDRAWN");
        get(ann, "driver", "/v1/drivers/me/offers").expectStatus().isOk().expectBody()
                .jsonPath("$.length()").isEqualTo(0);
        putShift(ann, OFFLINE).expectStatus().isOk();
    }

    @Test
    void ofTenAnswersToOneRideOneCounts() throws Exception {
        UUID offer = city.offerTo(ann, ride);

        assertThat(tenAtOnce(number -> answer(number == 0 ? ann : "rival-" + number, offer, "accept")))
                .containsOnlyOnce(200).containsOnly(200, 404);
        assertThat(city.events(ride.toString())).containsOnlyOnce("ridewire.dispatch.match.v1.MatchAssigned");
    }

    @Test
    void tenParallelYesesOfOneDriverAreOneAssignment() throws Exception {
        UUID offer = city.offerTo(ann, ride);

        assertThat(tenAtOnce(number -> answer(ann, offer, "accept"))).containsOnly(200);
        assertThat(city.events(ride.toString())).containsOnlyOnce("ridewire.dispatch.match.v1.MatchAssigned");
    }

    @Test
    void whoAcceptsAnythingGetsJson() {
        client().get().uri("/v1/drivers/me/offers").header("Accept", "*/*")
                .headers(to -> to.setBearerAuth(Tokens.of(ann, "driver"))).exchange()
                .expectStatus().isOk().expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_JSON);
    }

    /** Spring can write any answer as an event stream or JSON lines: callers who accept only those would get them. */
    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/x-ndjson", "application/vnd.ridewire+json"})
    void anAnswerOfAnotherTypeIsNotGivenAndNothingIsDone(String type) {
        UUID offer = city.offerTo(ann, ride);

        problem(accepting(type, client().post().uri("/v1/offers/" + offer + "/accept")), 406, "not-acceptable");
        problem(accepting(type, client().post().uri("/v1/offers/" + offer + "/decline")), 406, "not-acceptable");
        problem(accepting(type, client().get().uri("/v1/drivers/me/shift")), 406, "not-acceptable");
        get(ann, "driver", "/v1/drivers/me/offers").expectBody().jsonPath("$[0].state").isEqualTo("PENDING");
    }

    private WebTestClient.ResponseSpec accepting(String type, WebTestClient.RequestHeadersSpec<?> request) {
        return request.headers(to -> {
            to.setBearerAuth(Tokens.of(ann, "driver"));
            to.set("Accept", type);
        }).exchange();
    }
}
