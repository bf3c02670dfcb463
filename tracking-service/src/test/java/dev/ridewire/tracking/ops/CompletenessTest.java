package dev.ridewire.tracking.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.testing.parts.TestParts;
import dev.ridewire.tracking.OnRealParts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The promise that the page of a ride is complete: each version of each event comes to it, and all but one in ten
 * within two seconds. That one is for a machine that stalls in between.
 */
class CompletenessTest extends OnRealParts {
    private static final Duration PROMISE = Duration.ofSeconds(2);
    /** The first events wait until the consumers of a fresh service have their partitions and are warm. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Function<Instant, Story>> LIVES = List.of(Stories::completed, Stories::longWait,
            Stories::cancelled, Stories::notFound, Stories::offered);

    @Test
    void everyVersionOfEveryEventIsOnThePageWithinTwoSeconds() {
        List<Duration> delays = new ArrayList<>();
        Instant begin = Instant.now().minusSeconds(900);
        try (var neighbours = new Neighbours(TestParts.kafka().bootstrapServers())) {
            var first = rides(20, begin);
            first.forEach(neighbours::tell);
            first.forEach(this::awaitWholePage);

            // One ride after the other: the promise is about the event path, not about a burst on a busy machine.
            for (Story story : rides(50, begin)) {
                Instant toldAt = Instant.now();
                // Each aggregate's versions arrive newest first: order is no condition.
                neighbours.tell(story.entries().reversed());

                awaitWholePage(story).forEach(event -> delays.add(Duration.between(toldAt, event.recordedAt())));
            }
        }
        delays.sort(null);
        assertThat(delays.get(delays.size() * 9 / 10)).isLessThan(PROMISE);
    }

    private static List<Story> rides(int number, Instant begin) {
        return IntStream.range(0, number).mapToObj(i -> LIVES.get(i % LIVES.size()).apply(begin)).toList();
    }

    /** Returns the told events. The service under test measures completed trips itself, and tells of them too. */
    private List<Seen> awaitWholePage(Story story) {
        var told = story.entries().stream().map(entry -> entry.envelope().id()).collect(Collectors.toSet());
        return await().atMost(PATIENCE).until(
                () -> seen(story).stream().filter(event -> told.contains(event.id())).toList(),
                seen -> seen.size() == told.size());
    }

    @SuppressWarnings("unchecked")
    private List<Seen> seen(Story story) {
        var answer = as("dispatcher", "dee").get().uri("/v1/ops/rides/{id}/timeline", story.id()).exchange()
                .returnResult(new ParameterizedTypeReference<Map<String, Object>>() {
                });
        if (!answer.getStatus().is2xxSuccessful()) {
            return List.of();
        }
        var events = (List<Map<String, Object>>) Objects.requireNonNull(
                Objects.requireNonNull(answer.getResponseBody().blockFirst()).get("events"));
        return events.stream().map(event -> new Seen(UUID.fromString((String) event.get("id")),
                Instant.parse((String) Objects.requireNonNull(event.get("recordedAt"))))).toList();
    }

    private record Seen(UUID id, Instant recordedAt) {}
}
