package dev.ridewire.booking.adapter.web;

import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.Tokens;
import dev.ridewire.booking.application.news.FollowingMatch;
import dev.ridewire.booking.application.news.FollowingTrip;
import dev.ridewire.booking.application.news.RideNews;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.web.WholeAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Steps over the API from which its tests are made. */
public abstract class BookingApi extends RunningBooking {
    protected static final Map<String, Double> PICKUP = Map.of("lat", 40.7484, "lng", -73.9857);
    protected static final Map<String, Double> DROPOFF = Map.of("lat", 40.7061, "lng", -74.0087);
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    protected int port;
    @Autowired
    protected DatabaseClient database;
    @Autowired
    protected FollowingMatch followingMatch;
    @Autowired
    protected FollowingTrip followingTrip;
    @Autowired
    protected TransactionalOperator transactions;

    /** Someone with a role and a token. */
    public record Someone(String name, String token) {}

    protected static Someone rider() {
        return someone("rider");
    }

    protected static Someone driver() {
        return someone("driver");
    }

    protected static Someone dispatcher() {
        return someone("dispatcher");
    }

    /** Someone who drives by day and rides by night. */
    protected static Someone riderAndDriver() {
        String name = "both-" + UUID.randomUUID();
        return new Someone(name, Tokens.of(List.of("rider", "driver"), name));
    }

    private static Someone someone(String role) {
        String name = role + "-" + UUID.randomUUID();
        return new Someone(name, Tokens.of(role, name));
    }

    protected WebTestClient client() {
        return WholeAnswers.clientOf(port).build();
    }

    protected ResponseSpec get(Someone who, String path) {
        return client().get().uri(path).headers(headers -> headers.setBearerAuth(who.token())).exchange();
    }

    protected ResponseSpec post(Someone who, String path, Object body) {
        return client().post().uri(path).headers(headers -> headers.setBearerAuth(who.token()))
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    protected ResponseSpec post(Someone who, String path) {
        return client().post().uri(path).headers(headers -> headers.setBearerAuth(who.token())).exchange();
    }

    protected ResponseSpec requestRide(Someone rider, String key, Object body) {
        return client().post().uri("/v1/rides")
                .headers(headers -> headers.setBearerAuth(rider.token()))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    /** A body for {@code POST /v1/rides} that rests on a fresh quote. */
    protected Map<String, Object> quotedRequest(Someone rider) {
        JsonNode quote = json(post(rider, "/v1/quotes", Map.of("pickup", PICKUP, "dropoff", DROPOFF)), 201);
        return Map.of("quoteId", quote.get("quoteId").asString(), "vehicleClass", "STANDARD", "pickup", PICKUP,
                "dropoff", DROPOFF);
    }

    /** A ride that was just requested. */
    protected JsonNode requestedRide(Someone rider) {
        return json(requestRide(rider, UUID.randomUUID().toString(), quotedRequest(rider)), 201);
    }

    /** A ride with this driver, as if dispatch had said so. */
    protected JsonNode assignedRide(Someone rider, Someone driver) {
        JsonNode ride = requestedRide(rider);
        assign(ride, driver);
        return json(get(rider, pathOf(ride)), 200);
    }

    /** The search that this ride waits for ends with this driver. */
    protected void assign(JsonNode ride, Someone driver) {
        var assignment = new RideCommand.AssignDriver(ride.get("attempt").asInt(), new DriverId(driver.name()),
                SampleRides.CAR, Duration.ofMinutes(4));
        followingMatch.follow(List.of(new RideNews(
                new RideId(UUID.fromString(idOf(ride))), assignment, TraceContext.NONE)))
                .as(transactions::transactional).block();
    }

    /** A ride that came to its end. */
    protected JsonNode completedRide(Someone rider, Someone driver) {
        JsonNode ride = assignedRide(rider, driver);
        json(post(driver, pathOf(ride) + "/arrive"), 200);
        json(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 200);
        return json(post(driver, pathOf(ride) + "/complete"), 200);
    }

    /** Its trip was so long, or nobody knows how long. */
    protected void settle(JsonNode ride, @Nullable TripLength measured) {
        followingTrip.follow(List.of(new RideNews(new RideId(UUID.fromString(idOf(ride))),
                new RideCommand.SettleFare(measured), TraceContext.NONE))).as(transactions::transactional).block();
    }

    protected static String idOf(JsonNode ride) {
        return ride.get("id").asString();
    }

    protected static String pathOf(JsonNode ride) {
        return "/v1/rides/" + idOf(ride);
    }

    protected static JsonNode json(ResponseSpec answer, int status) {
        return json(answer.expectStatus().isEqualTo(status));
    }

    protected static JsonNode json(ResponseSpec answer) {
        byte[] body = answer.expectBody().returnResult().getResponseBody();
        return JSON.readTree(body == null ? new byte[0] : body);
    }

    /** An answer that is a problem of this slug. */
    protected static JsonNode problem(ResponseSpec answer, int status, String slug) {
        answer.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode problem = json(answer, status);
        if (!problem.get("type").asString().equals("/problems/" + slug)) {
            throw new AssertionError("type: %s (expected: /problems/%s)".formatted(problem, slug));
        }
        return problem;
    }

    protected long eventsOf(String rideId) {
        Long count = database.sql("select count(*) as events from outbox where aggregate_id = :ride")
                .bind("ride", rideId).map(row -> row.get("events", Long.class)).one().block();
        return count == null ? 0 : count;
    }
}
