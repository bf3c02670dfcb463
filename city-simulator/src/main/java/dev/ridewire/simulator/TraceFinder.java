package dev.ridewire.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the trace of a ride in Zipkin: the one that begins with the request for it. */
public final class TraceFinder {
    /** The services export spans in batches, every few seconds. */
    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final String FIRST_SPAN = "post /v1/rides";

    private final URI zipkin;
    private final JsonMapper json = JsonMapper.builder().build();

    public TraceFinder(URI zipkin) {
        this.zipkin = zipkin;
    }

    /**
     * Returns the page of the ride's first trace, or of a search for all of its traces if that trace can't be found.
     */
    public URI pageOf(String rideId) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build()) {
            for (int look = 1; look <= LOOKS; look++) {
                Optional<String> trace = look(http, rideId);
                if (trace.isPresent()) {
                    return zipkin.resolve("/zipkin/traces/" + trace.get());
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        return zipkin.resolve("/zipkin/?" + query(rideId) + "&lookback=1h&limit=100");
    }

    /** A rider who polls every second makes many traces, and Zipkin returns only ten by default. */
    private Optional<String> look(HttpClient http, String rideId) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(zipkin.resolve(
                "/api/v2/traces?serviceName=booking&spanName=post%20%2Fv1%2Frides&" + query(rideId)))
                .timeout(ANSWER_WITHIN).build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? first(json.readTree(response.body())) : Optional.empty();
        } catch (IOException | JacksonException away) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(JsonNode traces) {
        return StreamSupport.stream(traces.spliterator(), false)
                .flatMap(trace -> StreamSupport.stream(trace.spliterator(), false))
                .filter(span -> !span.has("parentId") && span.path("name").asString("").equals(FIRST_SPAN))
                .map(span -> span.path("traceId").asString())
                .findFirst();
    }

    private static String query(String rideId) {
        return "annotationQuery=ride.id%3D" + rideId;
    }
}
