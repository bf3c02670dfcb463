package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.domain.fare.TripLength;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Quotes, fees and receipts from configuration to receipt, in a currency without decimals and in one with three. */
@TestPropertySource(properties = {
        "ridewire.booking.cities.tokyo.currency=JPY", "ridewire.booking.cities.tokyo.time-zone=Asia/Tokyo",
        "ridewire.booking.cities.tokyo.area=POLYGON ((139 35, 140 35, 140 36, 139 36, 139 35))",
        "ridewire.booking.cities.tokyo.surge-multiplier=1.25",
        "ridewire.booking.cities.tokyo.tariffs[0].version=2026-1",
        "ridewire.booking.cities.tokyo.tariffs[0].from=2026-01-01",
        "ridewire.booking.cities.tokyo.tariffs[0].classes.STANDARD.base=500",
        "ridewire.booking.cities.tokyo.tariffs[0].classes.STANDARD.per-kilometer=331",
        "ridewire.booking.cities.tokyo.tariffs[0].classes.STANDARD.per-minute=47",
        "ridewire.booking.cities.tokyo.tariffs[0].classes.STANDARD.minimum=800",
        "ridewire.booking.cities.tokyo.tariffs[0].classes.STANDARD.booking-fee=100",
        "ridewire.booking.cities.tokyo.tariffs[0].classes.STANDARD.cancellation-fee=401",
        "ridewire.booking.cities.manama.currency=BHD", "ridewire.booking.cities.manama.time-zone=Asia/Bahrain",
        "ridewire.booking.cities.manama.area=POLYGON ((50 25, 51 25, 51 27, 50 27, 50 25))",
        "ridewire.booking.cities.manama.surge-multiplier=1.25",
        "ridewire.booking.cities.manama.tariffs[0].version=2026-1",
        "ridewire.booking.cities.manama.tariffs[0].from=2026-01-01",
        "ridewire.booking.cities.manama.tariffs[0].classes.STANDARD.base=0.755",
        "ridewire.booking.cities.manama.tariffs[0].classes.STANDARD.per-kilometer=0.333",
        "ridewire.booking.cities.manama.tariffs[0].classes.STANDARD.per-minute=0.047",
        "ridewire.booking.cities.manama.tariffs[0].classes.STANDARD.minimum=1",
        "ridewire.booking.cities.manama.tariffs[0].classes.STANDARD.booking-fee=0.101",
        "ridewire.booking.cities.manama.tariffs[0].classes.STANDARD.cancellation-fee=0.401"})
class CurrenciesApiTest extends BookingApi {
    private record Place(String currency, int decimals, Map<String, Double> pickup, Map<String, Double> dropoff,
            String cancellationFee, String tooExact, String bookingFee, ZoneId zone) {
        static Place of(String currency) {
            return switch (currency) {
                case "JPY" -> new Place(currency, 0, Map.of("lat", 35.68, "lng", 139.76),
                        Map.of("lat", 35.63, "lng", 139.73), "401", "401.5", "100", ZoneId.of("Asia/Tokyo"));
                case "BHD" -> new Place(currency, 3, Map.of("lat", 26.22, "lng", 50.58),
                        Map.of("lat", 26.17, "lng", 50.55), "0.401", "0.4015", "0.101", ZoneId.of("Asia/Bahrain"));
                default -> throw new IllegalArgumentException("currency: " + currency + " (expected: JPY or BHD)");
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPY", "BHD"})
    void everyAmountOfARideHasTheDecimalsOfItsCurrency(String currency) {
        var place = Place.of(currency);
        var rider = rider();
        var driver = driver();
        JsonNode quote = quote(rider, place);
        JsonNode option = quote.get("options").get(0);
        JsonNode ride = ride(rider, place, quote);

        assertThat(amountOf(option.get("fare"), place)).isEqualByComparingTo(sumOf(option.get("breakdown"), place));
        assertThat(ride.get("quotedFare")).isEqualTo(option.get("fare"));
        assign(ride, driver);
        json(post(driver, pathOf(ride) + "/arrive"), 200);
        json(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 200);
        json(post(driver, pathOf(ride) + "/complete"), 200);
        settle(ride, new TripLength(1_000_000, Duration.ofHours(20)));

        JsonNode paid = json(get(rider, pathOf(ride) + "/receipt"), 200);
        JsonNode earned = json(get(driver, pathOf(ride) + "/receipt"), 200);

        assertThat(paid.get("basis").asString()).isEqualTo("CAPPED");
        assertThat(amountOf(paid.get("total"), place)).isEqualByComparingTo(sumOf(paid.get("lines"), place));
        assertThat(json(get(rider, pathOf(ride)), 200).get("fare")).isEqualTo(paid.get("total"));
        assertThat(amountOf(earned.get("total"), place)).isEqualByComparingTo(
                amountOf(paid.get("total"), place).subtract(new BigDecimal(place.bookingFee)));
        LocalDate today = LocalDate.now(place.zone);
        JsonNode days = json(get(driver, "/v1/drivers/me/earnings?from=%s&to=%s".formatted(today.minusDays(1), today)),
                200).get("days");
        assertThat(days.get(0).get("earned")).isEqualTo(earned.get("total"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPY", "BHD"})
    void aFeeIsShownAgreedToAndPaidInItsCurrency(String currency) {
        var place = Place.of(currency);
        var rider = rider();
        JsonNode ride = ride(rider, place, quote(rider, place));
        assign(ride, driver());
        database.sql("update ride set assigned_at = assigned_at - interval '3 minutes' where id = :id")
                .bind("id", UUID.fromString(idOf(ride))).fetch().rowsUpdated().block();
        Map<String, String> fee = Map.of("amount", place.cancellationFee, "currency", currency);

        JsonNode shown = json(get(rider, pathOf(ride) + "/cancellation"), 200).get("fee");
        JsonNode refused = problem(post(rider, pathOf(ride) + "/cancel",
                Map.of("reason", "changed-plans", "maxFee", Map.of("amount", place.tooExact, "currency", currency))),
                400, "malformed-request");
        JsonNode cancelled = json(post(rider, pathOf(ride) + "/cancel",
                Map.of("reason", "changed-plans", "maxFee", fee)), 200);
        JsonNode receipt = json(get(rider, pathOf(ride) + "/receipt"), 200);

        assertThat(shown.get("amount").asString()).isEqualTo(place.cancellationFee);
        assertThat(refused.get("errors").get(0).get("pointer").asString()).isEqualTo("/maxFee/amount");
        assertThat(cancelled.get("cancellation").get("fee")).isEqualTo(shown).isEqualTo(receipt.get("total"));
    }

    private JsonNode quote(Someone rider, Place place) {
        return json(post(rider, "/v1/quotes", Map.of("pickup", place.pickup, "dropoff", place.dropoff)), 201);
    }

    private JsonNode ride(Someone rider, Place place, JsonNode quote) {
        return json(requestRide(rider, UUID.randomUUID().toString(), Map.of("quoteId", quote.get("quoteId").asString(),
                "vehicleClass", "STANDARD", "pickup", place.pickup, "dropoff", place.dropoff)), 201);
    }

    private static BigDecimal sumOf(JsonNode lines, Place place) {
        return lines.values().stream().map(line -> amountOf(line.get("amount"), place))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amountOf(JsonNode money, Place place) {
        assertThat(money.get("currency").asString()).isEqualTo(place.currency);
        var amount = new BigDecimal(money.get("amount").asString());
        assertThat(amount.scale()).as("decimals of %s", money).isEqualTo(place.decimals);
        return amount;
    }
}
