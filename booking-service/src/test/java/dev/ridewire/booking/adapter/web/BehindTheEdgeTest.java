package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** An edge that compresses as docs/edge.md wants it: it leaves entity tags alone. */
class BehindTheEdgeTest extends BookingApi {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final java.net.http.HttpClient phone = java.net.http.HttpClient.newHttpClient();
    private DisposableServer edge;

    @BeforeEach
    void startAnEdge() {
        var booking = HttpClient.create().baseUrl("http://127.0.0.1:" + port).responseTimeout(PATIENCE);
        edge = HttpServer.create().host("127.0.0.1").port(0).compress(true)
                .handle((request, response) -> booking
                        .headers(headers -> headers.add(request.requestHeaders()).remove(HttpHeaderNames.HOST)
                                .remove(HttpHeaderNames.ACCEPT_ENCODING))
                        .request(request.method()).uri(request.uri())
                        .send(request.receive().retain())
                        .response((answer, body) -> response.status(answer.status()).headers(answer.responseHeaders())
                                .send(body.retain())))
                .bindNow(PATIENCE);
    }

    @AfterEach
    void stopTheEdge() {
        edge.disposeNow(PATIENCE);
    }

    @Test
    void conditionalRequestsWorkWithTheTagOfACompressedAnswer() throws Exception {
        Someone rider = rider();
        String path = pathOf(requestedRide(rider));

        var read = send(request(rider, path).GET());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("Content-Encoding")).as("the edge compresses").hasValue("gzip");
        String tag = read.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"1\"");

        assertThat(send(request(rider, path).header("If-None-Match", tag).GET()).statusCode()).isEqualTo(304);
        var cancelled = send(request(rider, path + "/cancel").header("If-Match", tag)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"changed-plans\"}")));
        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(send(request(rider, path).header("If-None-Match", tag).GET()).statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder request(Someone who, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + who.token()).header("Accept-Encoding", "gzip");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return phone.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
