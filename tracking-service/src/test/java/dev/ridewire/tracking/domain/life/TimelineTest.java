package dev.ridewire.tracking.domain.life;

import static dev.ridewire.tracking.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final UUID ride = UUID.randomUUID();
    private final List<RecordedEvent> events = new ArrayList<>();

    @Test
    void theCriticalPathLeadsFromTheRequestToTheAssignment() {
        add(Aggregate.RIDE, 1, "RideRequested", 1, 0);
        add(Aggregate.MATCH, 1, "SearchStarted", 1, 40);
        add(Aggregate.MATCH, 2, "OfferMade", 1, 1_040);
        add(Aggregate.MATCH, 3, "OfferDeclined", 1, 9_040);
        add(Aggregate.MATCH, 4, "OfferMade", 1, 10_040);
        add(Aggregate.MATCH, 5, "MatchAssigned", 1, 14_040);
        add(Aggregate.RIDE, 2, "DriverAssigned", 1, 14_100);
        add(Aggregate.RIDE, 3, "DriverArrived", 1, 200_000);

        var path = Timeline.of(events).criticalPath();

        assertThat(path).extracting(Leg::length).extracting(Duration::toMillis)
                .containsExactly(40L, 1_000L, 8_000L, 1_000L, 4_000L, 60L);
        assertThat(path).extracting(Leg::waitsFor).containsExactly(Lane.DISPATCH, Lane.DISPATCH, Lane.DRIVER,
                Lane.DISPATCH, Lane.DRIVER, Lane.BOOKING);
        assertThat(path.getFirst().since()).isEqualTo(NOW);
    }

    @Test
    void anEventComesAfterItsCauseWhateverTheClocksSay() {
        add(Aggregate.RIDE, 1, "RideRequested", 1, 0);
        add(Aggregate.MATCH, 1, "SearchStarted", 1, -500);
        add(Aggregate.MATCH, 2, "OfferMade", 1, -400);

        assertThat(Timeline.of(events).steps()).extracting(step -> step.event().type())
                .containsExactly("RideRequested", "SearchStarted", "OfferMade");
        assertThat(Timeline.of(events).criticalPath()).extracting(Leg::length).allMatch(Duration::isZero);
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        add(Aggregate.RIDE, 1, "RideRequested", 1, 0);
        add(Aggregate.MATCH, 1, "SearchStarted", 1, 40);
        add(Aggregate.MATCH, 2, "OfferMade", 1, 1_040);
        add(Aggregate.MATCH, 3, "MatchAssigned", 1, 1_040);
        add(Aggregate.RIDE, 2, "DriverAssigned", 1, 1_040);
        var inOrder = Timeline.of(events);

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(events, new Random(seed));
            assertThat(Timeline.of(events)).isEqualTo(inOrder);
        }
    }

    @Test
    void aSearchThatIsNotOverHasAPathToItsLastEvent() {
        add(Aggregate.RIDE, 1, "RideRequested", 1, 0);
        add(Aggregate.MATCH, 1, "SearchStarted", 1, 40);
        add(Aggregate.MATCH, 2, "OfferMade", 1, 1_040);

        assertThat(Timeline.of(events).criticalPath()).extracting(Leg::what)
                .containsExactly("dispatch to start the search", "a driver in reach");
    }

    @Test
    void aCancellationEndsTheWaitForTheDriversAnswer() {
        add(Aggregate.RIDE, 1, "RideRequested", 1, 0);
        add(Aggregate.MATCH, 1, "SearchStarted", 1, 40);
        add(Aggregate.MATCH, 2, "OfferMade", 1, 1_040);
        add(Aggregate.RIDE, 2, "RideCancelled", 1, 6_040);
        add(Aggregate.MATCH, 3, "MatchClosed", 1, 6_090);

        assertThat(Timeline.of(events).criticalPath().getLast())
                .satisfies(leg -> assertThat(leg.what()).isEqualTo("the driver's answer"))
                .satisfies(leg -> assertThat(leg.length()).isEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void eventsOfANewerContractAreDetails() {
        add(Aggregate.MATCH, 1, "OfferReconsidered", 1, 0);

        assertThat(Timeline.of(events).steps()).singleElement()
                .satisfies(step -> assertThat(step.weight()).isEqualTo(Weight.DETAIL))
                .satisfies(step -> assertThat(step.lane()).isEqualTo(Lane.DISPATCH));
    }

    @Test
    void aTimelineWithoutItsBeginningIsStillOne() {
        add(Aggregate.MATCH, 7, "OfferMade", 1, 0);
        add(Aggregate.RIDE, 9, "DriverAssigned", 1, 10);

        assertThat(Timeline.of(events).steps()).hasSize(2);
        assertThat(Timeline.of(List.of()).steps()).isEmpty();
    }

    private void add(Aggregate aggregate, long version, String type, int attempt, long millis) {
        var event = new LifeEvent(UUID.nameUUIDFromBytes((aggregate + " " + version).getBytes(
                java.nio.charset.StandardCharsets.UTF_8)), aggregate, ride.toString(), version, type, ride,
                NOW.plusMillis(millis), null, Facts.of("ANY").withAttempt(attempt));
        events.add(new RecordedEvent(event, event.occurredAt()));
    }
}
