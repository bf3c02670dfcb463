package dev.ridewire.systemtests.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Traces, as Zipkin's API returns them. */
record ZipkinTraces(List<Trace> traces) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** One span. */
    record Span(String id, Optional<String> parentId, String service, String name, Optional<String> rideId) {
        static Span of(JsonNode json) {
            return new Span(
                    json.path("id").asString(),
                    json.has("parentId") ? Optional.of(json.path("parentId").asString()) : Optional.empty(),
                    json.path("localEndpoint").path("serviceName").asString(""),
                    json.path("name").asString(""),
                    json.path("tags").has("ride.id")
                            ? Optional.of(json.path("tags").path("ride.id").asString())
                            : Optional.empty());
        }
    }

    /** A trace with all its spans. */
    record Trace(List<Span> spans) {
        boolean beginsWith(String service, String name) {
            return spans.stream().anyMatch(span -> span.parentId().isEmpty()
                    && span.service().equals(service) && span.name().equalsIgnoreCase(name));
        }

        List<Span> orphans() {
            Set<String> ids = spans.stream().map(Span::id).collect(Collectors.toSet());
            return spans.stream().filter(span -> span.parentId().filter(parent -> !ids.contains(parent)).isPresent())
                    .toList();
        }

        /** Returns the services from a span up to the root, nearest first, each once in a row. */
        List<String> wayToRoot(Span from) {
            var way = new ArrayList<String>();
            Optional<Span> at = Optional.of(from);
            while (at.isPresent()) {
                if (way.isEmpty() || !way.getLast().equals(at.get().service())) {
                    way.add(at.get().service());
                }
                at = at.flatMap(this::parentOf);
            }
            return way;
        }

        Optional<Span> parentOf(Span span) {
            return span.parentId().flatMap(this::span);
        }

        private Optional<Span> span(String id) {
            return spans.stream().filter(span -> span.id().equals(id)).findFirst();
        }
    }

    /** Returns every trace with a span of the ride. */
    static ZipkinTraces ofRide(URI zipkin, String rideId) {
        URI query = zipkin.resolve("/api/v2/traces?limit=1000&annotationQuery=ride.id%3D" + rideId);
        try {
            String body = HTTP.send(
                    HttpRequest.newBuilder(query).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return new ZipkinTraces(StreamSupport.stream(JSON.readTree(body).spliterator(), false)
                    .map(trace -> new Trace(StreamSupport.stream(trace.spliterator(), false).map(Span::of).toList()))
                    .toList());
        } catch (IOException e) {
            throw new AssertionError("Zipkin does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
