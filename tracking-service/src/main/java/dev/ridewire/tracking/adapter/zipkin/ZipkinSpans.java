package dev.ridewire.tracking.adapter.zipkin;

import dev.ridewire.tracking.application.life.Spans;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Spans from Zipkin's API, found by the tag {@code ride.id}. Each answer is bounded in time and size. */
public final class ZipkinSpans implements Spans {
    /** A ride has about fifteen traces; one with ten drivers has some sixty. */
    private static final int MOST_TRACES = 100;
    private static final int MOST_SPANS = 2_000;
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int MOST_ATTRIBUTES = 24;
    private static final int LONGEST_ATTRIBUTE = 200;

    private final WebClient client;
    private final Duration timeout;
    private final Duration lookback;
    private final Clock clock;

    /**
     * @param address  Zipkin's base address
     * @param timeout  how long an answer may take
     * @param lookback the age of the oldest spans that are looked for
     */
    public ZipkinSpans(URI address, Duration timeout, Duration lookback, Clock clock) {
        this.client = WebClient.builder().baseUrl(address.toString())
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES)).build();
        this.timeout = timeout;
        this.lookback = lookback;
        this.clock = clock;
    }

    @Override
    public Mono<Found> of(UUID rideId) {
        return client.get()
                .uri("/api/v2/traces?annotationQuery={query}&limit={limit}&endTs={end}&lookback={lookback}",
                        "ride.id=" + rideId, MOST_TRACES, clock.millis(), lookback.toMillis())
                .accept(MediaType.APPLICATION_JSON)
                .retrieve()
                .bodyToMono(new ParameterizedTypeReference<List<List<ZipkinSpan>>>() {
                })
                .timeout(timeout)
                .map(traces -> foundIn(traces, rideId));
    }

    private static Found foundIn(List<List<ZipkinSpan>> traces, UUID rideId) {
        // A span may come twice, once in each trace list that names it.
        Set<String> seen = new HashSet<>();
        List<Span> spans = traces.stream().flatMap(List::stream)
                .filter(span -> span.timestamp() != null && !isOfOther(span, rideId))
                .filter(span -> seen.add(span.traceId() + span.id() + span.kind()))
                .map(ZipkinSpans::spanOf)
                .sorted(Comparator.comparing(Span::startedAt).thenComparing(Span::id))
                .toList();
        return new Found(spans.stream().limit(MOST_SPANS).toList(),
                spans.size() > MOST_SPANS || traces.size() >= MOST_TRACES);
    }

    /** A trace may hold the work for several rides, such as a batch of dispatch. */
    private static boolean isOfOther(ZipkinSpan span, UUID rideId) {
        String named = span.tagsOrNone().get("ride.id");
        return named != null && !named.equals(rideId.toString());
    }

    private static Span spanOf(ZipkinSpan span) {
        Map<String, String> tags = span.tagsOrNone();
        Map<String, String> attributes = tags.entrySet().stream()
                .filter(tag -> !isNoise(tag.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_ATTRIBUTES)
                .collect(Collectors.toMap(Map.Entry::getKey, tag -> shortened(tag.getValue())));
        String error = tags.get("error");
        return new Span(span.traceId(), span.id(), span.parentId(),
                span.localEndpoint() == null
                        ? "unknown"
                        : Objects.requireNonNullElse(
                                span.localEndpoint().serviceName(), "unknown"),
                Objects.requireNonNullElse(span.name(), "unnamed"), span.kind(),
                Instant.EPOCH.plus(Objects.requireNonNullElse(span.timestamp(), 0L), ChronoUnit.MICROS),
                Duration.of(Objects.requireNonNullElse(span.duration(), 0L), ChronoUnit.MICROS),
                error == null ? null : shortened(error), attributes);
    }

    /** The same for all spans of a process, or addresses, which are personal. */
    private static boolean isNoise(String key) {
        return key.startsWith("thread.") || key.startsWith("otel.scope") || key.startsWith("otel.library")
                || key.startsWith("network.peer") || key.startsWith("client.") || key.startsWith("user_agent")
                || key.equals("url.full") || key.equals("url.query");
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_ATTRIBUTE ? value : value.substring(0, LONGEST_ATTRIBUTE) + "…";
    }

    /** A span as Zipkin's API writes it; times are in microseconds. */
    private record ZipkinSpan(
            String traceId,
            String id,
            @Nullable String parentId,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Long timestamp,
            @Nullable Long duration,
            @Nullable Endpoint localEndpoint,
            @Nullable Map<String, String> tags) {
        Map<String, String> tagsOrNone() {
            return tags == null ? Map.of() : tags;
        }
    }

    private record Endpoint(@Nullable String serviceName) {}
}
