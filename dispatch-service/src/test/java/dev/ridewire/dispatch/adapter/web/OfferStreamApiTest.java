package dev.ridewire.dispatch.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.Tokens;
import dev.ridewire.dispatch.domain.RideNews;
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
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class OfferStreamApiTest extends ApiOnPostgres {
    @Test
    void aStreamTellsOfOffersAndOfTheirEnd() throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/drivers/me/offers"))
                    .header("Accept", MediaType.TEXT_EVENT_STREAM_VALUE)
                    .header("Authorization", "Bearer " + Tokens.of(ann, "driver"))
                    .build();
            var stream = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).get(10, TimeUnit.SECONDS);
            assertThat(stream.statusCode()).isEqualTo(200);
            Thread.ofVirtual().start(() -> stream.body().forEach(lines::add));
            UUID offer = city.offerTo(ann, ride);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThat(lines).contains("event:offer", "id:" + offer));
            city.follow(new RideNews.Over(ride));
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThat(lines).contains("event:offer-withdrawn", ":heartbeat"));
            http.shutdownNow();
        }
    }
}
