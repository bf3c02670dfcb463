package dev.ridewire.booking.adapter.web.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.adapter.web.BookingApi;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RatingApiTest extends BookingApi {
    @Test
    void riderAndDriverRateEachOtherAndNeitherSeesWhatTheOtherWrote() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = completedRide(rider, driver);

        JsonNode riders = json(post(rider, ratingOf(ride), Map.of("stars", 4, "comment", "Sang all the way")), 200);
        JsonNode drivers = json(post(driver, ratingOf(ride), Map.of("stars", 5)), 200);

        assertThat(riders.propertyNames()).containsExactly("by", "stars", "comment", "ratedAt", "changeableUntil");
        assertThat(riders.get("by").asString()).isEqualTo("RIDER");
        assertThat(riders.get("comment").asString()).isEqualTo("Sang all the way");
        assertThat(drivers.get("by").asString()).isEqualTo("DRIVER");
        assertThat(drivers.get("comment").isNull()).isTrue();
        assertThat(json(get(driver, pathOf(ride)), 200).toString()).doesNotContain("Sang");
    }

    @Test
    void theSameRatingAgainIsAnsweredAlikeAndAnotherReplacesIt() {
        var rider = rider();
        JsonNode ride = completedRide(rider, driver());

        JsonNode first = json(post(rider, ratingOf(ride), Map.of("stars", 4)), 200);

        assertThat(json(post(rider, ratingOf(ride), Map.of("stars", 4)), 200)).isEqualTo(first);
        JsonNode changed = json(post(rider, ratingOf(ride), Map.of("stars", 2, "comment", "Forgot my bag")), 200);
        assertThat(changed.get("stars").asInt()).isEqualTo(2);
        assertThat(changed.get("changeableUntil")).isEqualTo(first.get("changeableUntil"));
    }

    @Test
    void eachSideReadsWhatTheySaidThemselves() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = completedRide(rider, driver);
        JsonNode given = json(post(rider, ratingOf(ride), Map.of("stars", 4, "comment", "Sang all the way")), 200);

        assertThat(json(get(rider, ratingOf(ride)), 200)).isEqualTo(given);
        problem(get(driver, ratingOf(ride)), 404, "not-rated");
        problem(get(rider(), ratingOf(ride)), 404, "not-found");
    }

    @Test
    void afterADayARatingIsFinal() {
        var rider = rider();
        JsonNode ride = completedRide(rider, driver());
        json(post(rider, ratingOf(ride), Map.of("stars", 4)), 200);
        database.sql("update rating set rated_at = rated_at - interval '25 hours' where ride_id = :ride")
                .bind("ride", UUID.fromString(idOf(ride))).fetch().rowsUpdated().block();

        problem(post(rider, ratingOf(ride), Map.of("stars", 5)), 409, "rating-final");
        json(post(rider, ratingOf(ride), Map.of("stars", 4)), 200);
    }

    @Test
    void aRideIsRatedByThoseWhoWereInTheCarAndWhenItIsOver() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = assignedRide(rider, driver);

        JsonNode problem = problem(post(rider, ratingOf(ride), Map.of("stars", 1)), 409, "illegal-state");

        assertThat(problem.get("currentState").asString()).isEqualTo("DRIVER_ASSIGNED");
        problem(post(rider(), ratingOf(ride), Map.of("stars", 1)), 404, "not-found");
        problem(post(driver(), ratingOf(ride), Map.of("stars", 1)), 404, "not-found");
        problem(post(dispatcher(), ratingOf(ride), Map.of("stars", 1)), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"stars\":0}", "{\"stars\":6}", "{\"stars\":4.5}", "{\"stars\":\"5\"}",
            "{\"stars\":1e9}", "{\"stars\":null}"})
    void starsAreOneToFive(String body) {
        JsonNode problem = problem(post(rider(), "/v1/rides/%s/rating".formatted(UUID.randomUUID()), body), 400,
                "malformed-request");

        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("/stars");
    }

    @ParameterizedTest
    @CsvSource({"x, 501", "🚕, 501"})
    void aCommentIsATextOfFiveHundredCharactersAtMost(String character, int times) {
        Map<String, Object> body = new HashMap<>(Map.of("stars", 5));
        body.put("comment", character.repeat(times));

        JsonNode problem = problem(post(rider(), "/v1/rides/%s/rating".formatted(UUID.randomUUID()), body), 400,
                "malformed-request");

        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("/comment");
    }

    private static String ratingOf(JsonNode ride) {
        return pathOf(ride) + "/rating";
    }
}
