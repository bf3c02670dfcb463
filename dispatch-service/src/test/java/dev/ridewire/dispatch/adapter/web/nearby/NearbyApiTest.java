package dev.ridewire.dispatch.adapter.web.nearby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.Tokens;
import dev.ridewire.dispatch.adapter.web.ApiOnPostgres;
import dev.ridewire.geo.GeoPoint;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearbyApiTest extends ApiOnPostgres {
    /** A place of the test alone, because an answer stays for some seconds. */
    private final GeoPoint place = new GeoPoint(new Random().nextDouble(-50, 50), new Random().nextDouble(-170, 170));

    @Test
    void aRiderSeesTheFreeCarsOfEachClass() {
        city.online(ann, place);

        var answer = get("rita", "rider", "/v1/nearby?lat=" + text(place.lat()) + "&lng=" + text(place.lng()))
                .expectStatus().isOk()
                .expectHeader().value("Cache-Control", value -> assertThat(value)
                        .matches("max-age=([0-9]|10), private"));
        answer.expectBody()
                .jsonPath("$.classes[0].vehicleClass").isEqualTo("COMFORT")
                .jsonPath("$.classes[1].vehicleClass").isEqualTo("STANDARD")
                .jsonPath("$.classes[2].vehicleClass").isEqualTo("XL")
                .jsonPath("$.classes[1].etaSeconds").isEqualTo(60)
                .jsonPath("$.classes[1].cars.length()").isEqualTo(1)
                .jsonPath("$.classes[2].etaSeconds").isEqualTo(null)
                .jsonPath("$.classes[2].cars.length()").isEqualTo(0)
                .jsonPath("$.validUntil").isNotEmpty();
    }

    @Test
    void aDriverWhoIsAskedIsNotFree() {
        city.offerTo(ann, ride);

        get("rita", "rider", "/v1/nearby?lat=40.758&lng=-73.9855").expectStatus().isOk().expectBody()
                .jsonPath("$.classes[1].etaSeconds").isEqualTo(null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/v1/nearby                              | query:lat | query:lng",
            "/v1/nearby?lat=90.1&lng=180.1           | query:lat | query:lng",
            "/v1/nearby?lat=NaN&lng=Infinity         | query:lat | query:lng",
            "/v1/nearby?lat=1d&lng=0x1p3             | query:lat | query:lng",
            "/v1/nearby?lat=1e1&lng=                 | query:lat | query:lng",
            "/v1/nearby?lat=1&lat=2&lng=1,2          | query:lat | query:lng",
            "/v1/nearby?lat=%201&lng=1000            | query:lat | query:lng"})
    void whatIsNoPlaceIsRefusedWithAllThatIsWrong(String path, String first, String second) {
        problem(client().get().uri(URI.create("http://127.0.0.1:" + port + path))
                .headers(to -> to.setBearerAuth(Tokens.of("rita", "rider"))).exchange(), 400,
                "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo(first)
                .jsonPath("$.errors[1].pointer").isEqualTo(second);
    }

    private static String text(double degrees) {
        return "%.6f".formatted(degrees);
    }
}
