package dev.ridewire.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceFinderTest {
    private static final String ANSWER = """
            [[{"traceId": "aaa", "id": "2", "parentId": "1", "name": "post /v1/rides"}],
             [{"traceId": "bbb", "id": "3", "name": "post /v1/rides/{id}/cancel"}],
             [{"traceId": "ccc", "id": "5", "parentId": "4", "name": "send"},
              {"traceId": "ccc", "id": "4", "name": "post /v1/rides"}]]""";

    private final List<String> queries = new CopyOnWriteArrayList<>();
    private HttpServer zipkin;

    @BeforeEach
    void startZipkin() throws IOException {
        zipkin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        zipkin.createContext("/api/v2/traces", exchange -> {
            try (exchange) {
                queries.add(exchange.getRequestURI().getQuery());
                byte[] body = (queries.size() == 1 ? "[]" : ANSWER).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        zipkin.start();
    }

    @AfterEach
    void stopZipkin() {
        zipkin.stop(0);
    }

    @Test
    void theTraceThatBeginsWithTheRequestIsWaitedForAndFound() throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + zipkin.getAddress().getPort());
        assertThat(new TraceFinder(uri).pageOf("ride-1")).isEqualTo(uri.resolve("/zipkin/traces/ccc"));
        assertThat(queries).hasSize(2)
                .allSatisfy(query -> assertThat(query).contains("annotationQuery=ride.id=ride-1"));
    }
}
