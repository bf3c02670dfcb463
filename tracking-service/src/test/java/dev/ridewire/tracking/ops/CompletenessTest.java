package dev.ridewire.tracking.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.testing.parts.TestParts;
import dev.ridewire.tracking.OnRealParts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/** The promise that the page of a ride is complete: each version of each event is on it within two seconds. */
class CompletenessTest extends OnRealParts {
    private static final Duration PROMISE = Duration.ofSeconds(2);
    /** The first events wait until the consumers of a fresh service have their partitions and are warm. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Function<Instant, Story>> LIVES = List.of(Stories::completed, Stories::longWait,
            Stories::cancelled, Stories::notFound, Stories::offered);

    @Test
    void everyVersionOfEveryEventIsOnThePageWithinTwoSeconds() {
        Instant begin = Instant.now().minusSeconds(900);
        try (var neighbours = new Neighbours(TestParts.kafka().bootstrapServers())) {
            var first = rides(20, begin);
            first.forEach(neighbours::tell);
            first.forEach(this::awaitWholePage);

            Map<UUID, Instant> toldAt = new HashMap<>();
            var rides = rides(50, begin);
            rides.forEach(story -> {
                toldAt.put(story.id(), Instant.now());
                // Each aggregate's versions arrive newest first: order is no condition.
                neighbours.tell(story.entries().reversed());
            });

            assertThat(rides).allSatisfy(story -> assertThat(awaitWholePage(story)).allSatisfy(event -> assertThat(
                    Duration.between(Objects.requireNonNull(toldAt.get(story.id())), event.recordedAt()))
                    .as(event.name()).isLessThan(PROMISE)));
        }
    }

    private static List<Story> rides(int number, Instant begin) {
        return IntStream.range(0, number).mapToObj(i -> LIVES.get(i % LIVES.size()).apply(begin)).toList();
    }

    private List<Seen> awaitWholePage(Story story) {
        var told = story.entries().stream().map(CompletenessTest::nameOf).sorted().toList();
        return await().atMost(PATIENCE).until(() -> seen(story),
                seen -> seen.stream().map(Seen::name).sorted().toList().equals(told));
    }

    private static String nameOf(OutboxEntry entry) {
        String type = entry.envelope().type();
        return type.substring(type.lastIndexOf('.') + 1) + " " + entry.envelope().version();
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
        return events.stream().map(event -> new Seen(event.get("type") + " " + event.get("version"),
                Instant.parse((String) Objects.requireNonNull(event.get("recordedAt"))))).toList();
    }

    private record Seen(String name, Instant recordedAt) {}
}
