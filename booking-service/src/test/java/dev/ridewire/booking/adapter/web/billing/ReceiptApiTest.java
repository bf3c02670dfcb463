package dev.ridewire.booking.adapter.web.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.adapter.web.BookingApi;
import dev.ridewire.booking.domain.fare.TripLength;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class ReceiptApiTest extends BookingApi {
    @Test
    void aReceiptWaitsForTheFareAndThenSaysEachLine() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = completedRide(rider, driver);

        var waiting = get(rider, receiptOf(ride));
        JsonNode wait = problem(waiting, 409, "fare-not-settled");
        settle(ride, null);
        JsonNode receipt = json(get(rider, receiptOf(ride)), 200);

        waiting.expectHeader().valueEquals("Retry-After", "60");
        assertThat(wait.get("retryable").asBoolean()).isTrue();
        assertThat(wait.get("currentState").asString()).isEqualTo("COMPLETED");
        assertThat(receipt.get("purpose").asString()).isEqualTo("RIDE");
        assertThat(receipt.get("basis").asString()).isEqualTo("NOT_MEASURED");
        assertThat(receipt.get("city").asString()).isEqualTo("new-york");
        assertThat(receipt.get("tariffVersion").asString()).isEqualTo("2026-1");
        assertThat(receipt.get("total")).isEqualTo(ride.get("quotedFare")).isEqualTo(receipt.get("quotedFare"));
        assertThat(sumOfLines(receipt)).isEqualByComparingTo(amountOf(receipt.get("total")));
        assertThat(receipt.get("lines").get(1).get("explanation").asString())
                .matches("\\d+\\.\\d{3} km at 1\\.15 USD a kilometre");
    }

    @Test
    void aTripOfAnotherLengthIsExplainedAndTheRideShowsItsFare() {
        var rider = rider();
        JsonNode ride = completedRide(rider, driver());
        settle(ride, new TripLength(1_000_000, Duration.ofHours(20)));

        JsonNode receipt = json(get(rider, receiptOf(ride)), 200);

        assertThat(receipt.get("basis").asString()).isEqualTo("CAPPED");
        assertThat(receipt.get("measured").get("distanceMeters").asLong()).isEqualTo(1_000_000);
        assertThat(receipt.get("lines").values()).extracting(line -> line.get("kind").asString())
                .containsExactly("BASE", "DISTANCE", "TIME", "BOOKING_FEE", "CAP");
        assertThat(amountOf(receipt.get("total")))
                .isLessThanOrEqualTo(amountOf(receipt.get("quotedFare")).multiply(new BigDecimal("1.5")));
        assertThat(sumOfLines(receipt)).isEqualByComparingTo(amountOf(receipt.get("total")));
        assertThat(json(get(rider, pathOf(ride)), 200).get("fare")).isEqualTo(receipt.get("total"));
    }

    @Test
    void theDriverSeesWhatTheyEarnedAndNotWhatTheRiderWasPromised() {
        var driver = driver();
        JsonNode ride = completedRide(rider(), driver);
        settle(ride, null);

        JsonNode earned = json(get(driver, receiptOf(ride)), 200);
        JsonNode paid = json(get(dispatcher(), receiptOf(ride)), 200);

        assertThat(amountOf(earned.get("total"))).isEqualByComparingTo(
                amountOf(paid.get("total")).subtract(new BigDecimal("2.20")));
        assertThat(earned.has("quotedFare")).isFalse();
        assertThat(sumOfLines(earned)).isEqualByComparingTo(amountOf(earned.get("total")));
    }

    @Test
    void aCancelledRideHasAReceiptAndOneUnderWayHasNone() {
        var rider = rider();
        JsonNode ride = requestedRide(rider);

        assertThat(problem(get(rider, receiptOf(ride)), 409, "illegal-state").get("currentState").asString())
                .isEqualTo("REQUESTED");
        json(post(rider, pathOf(ride) + "/cancel", Map.of("reason", "changed-plans")), 200);
        JsonNode receipt = json(get(rider, receiptOf(ride)), 200);
        assertThat(receipt.get("purpose").asString()).isEqualTo("CANCELLATION");
        assertThat(receipt.get("basis").isNull()).isTrue();
        assertThat(amountOf(receipt.get("total"))).isZero();
    }

    @Test
    void receiptsAndPreviewsOfOthersDoNotExist() {
        JsonNode ride = completedRide(rider(), driver());
        settle(ride, null);

        problem(get(rider(), receiptOf(ride)), 404, "not-found");
        problem(get(driver(), receiptOf(ride)), 404, "not-found");
        problem(get(rider(), pathOf(ride) + "/cancellation"), 404, "not-found");
    }

    @Test
    void aCancellationIsPreviewedForWhoeverAsks() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = assignedRide(rider, driver);

        var answer = get(rider, pathOf(ride) + "/cancellation");
        JsonNode forRider = json(answer, 200);
        JsonNode forDriver = json(get(driver, pathOf(ride) + "/cancellation"), 200);

        answer.expectHeader().valueEquals("ETag", "\"2\"");
        assertThat(forRider.propertyNames()).containsExactly("by", "endsRide", "fee", "freeUntil");
        assertThat(forRider.get("by").asString()).isEqualTo("RIDER");
        assertThat(forRider.get("endsRide").asBoolean()).isTrue();
        assertThat(amountOf(forRider.get("fee"))).isZero();
        assertThat(forRider.get("freeUntil").isNull()).isFalse();
        assertThat(forDriver.get("by").asString()).isEqualTo("DRIVER");
        assertThat(forDriver.get("endsRide").asBoolean()).isFalse();
        assertThat(json(get(rider, pathOf(ride)), 200).get("state").asString()).isEqualTo("DRIVER_ASSIGNED");
    }

    /** The fee grows with time while the ride and its tag stay the same. */
    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "*"})
    void aPreviewIsSentAgainAlsoForTheSameVersion(String known) {
        var rider = rider();
        JsonNode ride = assignedRide(rider, driver());
        database.sql("update ride set assigned_at = assigned_at - interval '3 minutes' where id = :id")
                .bind("id", UUID.fromString(idOf(ride))).fetch().rowsUpdated().block();

        var answer = client().get().uri(pathOf(ride) + "/cancellation")
                .headers(headers -> headers.setBearerAuth(rider.token()))
                .header("If-None-Match", known).exchange();

        answer.expectHeader().valueEquals("ETag", "\"2\"");
        assertThat(amountOf(json(answer, 200).get("fee"))).isEqualByComparingTo("5.00");
    }

    @Test
    void cancellingThatHasBecomeDearerThanWasShownIsNotDoneUnlessTheRiderAgrees() {
        var rider = rider();
        JsonNode ride = assignedRide(rider, driver());
        JsonNode shown = json(get(rider, pathOf(ride) + "/cancellation"), 200).get("fee");
        database.sql("update ride set assigned_at = assigned_at - interval '3 minutes' where id = :id")
                .bind("id", UUID.fromString(idOf(ride))).fetch().rowsUpdated().block();

        JsonNode problem = problem(cancel(rider, ride, shown), 409, "fee-changed");

        assertThat(problem.get("fee").toString()).isEqualTo("""
                {"amount":"5.00","currency":"USD"}""");
        assertThat(json(get(rider, pathOf(ride)), 200).get("version").asInt()).isEqualTo(2);
        JsonNode cancelled = json(cancel(rider, ride, problem.get("fee")), 200);
        assertThat(cancelled.get("cancellation").get("fee")).isEqualTo(problem.get("fee"));
    }

    @ParameterizedTest
    @CsvSource({"-1.00, USD, amount", "1.001, USD, amount", "1e3, USD, amount", "5.00, usd, currency",
            "5.00, QQQ, currency", ", USD, amount"})
    void aHighestFeeThatIsNoAmountIsRefused(@Nullable String amount, String currency, String fault) {
        Map<String, Object> fee = new HashMap<>();
        fee.put("amount", amount);
        fee.put("currency", currency);

        JsonNode problem = problem(post(rider(), "/v1/rides/%s/cancel".formatted(UUID.randomUUID()),
                Map.of("reason", "changed-plans", "maxFee", fee)), 400, "malformed-request");

        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("/maxFee/" + fault);
    }

    private ResponseSpec cancel(Someone rider, JsonNode ride, JsonNode maxFee) {
        return post(rider, pathOf(ride) + "/cancel", Map.of("reason", "changed-plans", "maxFee", Map.of(
                "amount", maxFee.get("amount").asString(), "currency", maxFee.get("currency").asString())));
    }

    private static String receiptOf(JsonNode ride) {
        return pathOf(ride) + "/receipt";
    }

    private static BigDecimal sumOfLines(JsonNode receipt) {
        return receipt.get("lines").values().stream().map(line -> amountOf(line.get("amount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amountOf(JsonNode money) {
        return new BigDecimal(money.get("amount").asString());
    }
}
