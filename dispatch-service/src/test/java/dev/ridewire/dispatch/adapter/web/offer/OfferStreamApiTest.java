package dev.ridewire.dispatch.adapter.web.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.Tokens;
import dev.ridewire.dispatch.adapter.web.ApiOnPostgres;
import dev.ridewire.dispatch.domain.ride.RideNews;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class OfferStreamApiTest extends ApiOnPostgres {
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void disconnect() {
        http.shutdownNow();
    }

    @Test
    void aStreamTellsOfOffersAndOfTheirEnd() throws Exception {
        Queue<String> lines = stream();
        UUID offer = city.offerTo(ann, ride);
        requireSoon(lines, "event:offer", "id:" + offer);
        city.follow(new RideNews.CalledOff(ride));
        requireSoon(lines, "event:offer-withdrawn", ":heartbeat");
    }

    @Test
    void aDriverWhoSaidYesIsToldOnEachDeviceWhenTheRideIsCancelled() throws Exception {
        Queue<String> phone = stream();
        UUID offer = city.offerTo(ann, ride);
        requireSoon(phone, "event:offer", "id:" + offer);
        answer(ann, offer, "accept").expectStatus().isOk();
        Queue<String> tablet = stream();
        requireSoon(tablet, ":heartbeat");
        city.follow(new RideNews.CalledOff(ride));
        Queue<String> phoneThatComesBack = stream();

        requireSoon(phone, "event:offer-withdrawn");
        requireSoon(tablet, "event:offer-withdrawn", "id:" + offer);
        requireSoon(phoneThatComesBack, "event:offer-withdrawn", "id:" + offer);
        assertThat(tablet).doesNotContain("event:offer");
    }

    private Queue<String> stream() throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/drivers/me/offers"))
                .header("Accept", MediaType.TEXT_EVENT_STREAM_VALUE)
                .header("Authorization", "Bearer " + Tokens.of(ann, "driver"))
                .build();
        var stream = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).get(10, TimeUnit.SECONDS);
        assertThat(stream.statusCode()).isEqualTo(200);
        Thread.ofVirtual().start(() -> stream.body().forEach(lines::add));
        return lines;
    }

    private static void requireSoon(Queue<String> lines, String... expected) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(lines).contains(expected));
    }
}
