package dev.ridewire.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.simulator.city.Trip;
import dev.ridewire.simulator.fake.FakeServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CitySimulationTest {
    /** A city in fast motion: the fake does not mind cars that fly. */
    private static final Pace FAST = new Pace(Duration.ofMillis(20), Duration.ofMillis(10), 5_000);
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final Duration LITTLE = Duration.ofSeconds(2);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private FakeServices services;

    @BeforeEach
    void startServices() throws IOException {
        services = new FakeServices();
    }

    @AfterEach
    void stopServices() {
        services.close();
    }

    @Test
    void everyRideEndsWithOneDriverAndEveryoneGoesHome() throws InterruptedException {
        SimulationSummary summary = simulate(plan(6, 3, Habits.PLAIN));

        assertThat(summary.problems()).isEmpty();
        assertThat(summary.successful()).isTrue();
        assertThat(summary.completed()).isEqualTo(6);
        assertThat(summary.medianWaitToAssignment()).isPositive();
        assertThat(summary.positionsReported()).isPositive();
        assertThat(services.online()).isEmpty();
        assertThat(output()).contains("REQUESTED", "DRIVER_ASSIGNED", "DRIVER_ARRIVED", "IN_PROGRESS", "COMPLETED");
    }

    @Test
    void aDeclinedOfferIsOfferedToSomebodyElse() throws InterruptedException {
        SimulationSummary summary = simulate(plan(6, 4, new Habits(0.8, 0, 0, 0, 0, 0)));

        assertThat(services.calls("POST /v1/offers/{id}/decline")).isPositive();
        assertThat(summary.completed()).isEqualTo(6);
        assertThat(output()).contains("declines an offer");
    }

    @Test
    void aRideThatIsGivenBackFindsAnotherDriver() throws InterruptedException {
        SimulationSummary summary = simulate(plan(6, 4, new Habits(0, 0, 0.8, 0, 0, 0)));

        assertThat(summary.rematched()).isPositive();
        assertThat(summary.completed()).isEqualTo(6);
        assertThat(summary.doubleDriven()).isZero();
        assertThat(output()).contains("(attempt ");
    }

    @Test
    void aRiderWhoGivesUpEndsTheRide() throws InterruptedException {
        services.unavailable("GET /v1/drivers/me/offers");
        SimulationSummary summary = simulate(plan(3, 1, new Habits(0, 0, 0, 1, 0, 0)));

        assertThat(summary.cancelled()).isEqualTo(3);
        assertThat(summary.successful()).isTrue();
    }

    @Test
    void aDoubleClickIsOneRide() throws InterruptedException {
        SimulationSummary summary = simulate(plan(4, 4, new Habits(0, 0, 0, 0, 1, 0)));

        assertThat(services.calls("POST /v1/rides")).isGreaterThanOrEqualTo(8);
        assertThat(services.rides()).isEqualTo(4);
        assertThat(summary.successful()).isTrue();
    }

    @Test
    void aDoubleClickThatBecomesTwoRidesIsFound() throws InterruptedException {
        services.forgetKeys();
        SimulationSummary summary = simulate(plan(1, 2, new Habits(0, 0, 0, 0, 1, 0)));

        assertThat(summary.doubled()).isEqualTo(1);
        assertThat(summary.successful()).isFalse();
        assertThat(summary.problems()).anyMatch(problem -> problem.contains("clicked twice"));
    }

    @Test
    void aRideWithTwoDriversIsFound() throws InterruptedException {
        services.giveRidesToEverybody();
        SimulationSummary summary = simulate(plan(1, 3, Habits.PLAIN));

        assertThat(summary.doubleDriven()).isEqualTo(1);
        assertThat(summary.successful()).isFalse();
        assertThat(summary.problems()).anyMatch(problem -> problem.contains("is held by two drivers"));
    }

    @Test
    void aServiceThatIsAwayForAWhileLosesNoRide() throws InterruptedException {
        services.unavailableAtFirst("POST /v1/rides", 3);
        SimulationSummary summary = simulate(plan(2, 2, Habits.PLAIN));

        assertThat(services.calls("POST /v1/rides")).isGreaterThan(3);
        assertThat(services.rides()).isEqualTo(2);
        assertThat(summary.successful()).isTrue();
    }

    @Test
    void whatIsDoneAndNotAnsweredIsAskedForAgainAndDoneOnce() throws InterruptedException {
        services.loseFirstAnswers();
        SimulationSummary summary = simulate(plan(3, 3, Habits.PLAIN));

        assertThat(services.rides()).isEqualTo(3);
        assertThat(summary.completed()).isEqualTo(3);
        assertThat(summary.problems()).isEmpty();
    }

    @Test
    void ridersWatchTheCarOnTheLiveStream() throws InterruptedException {
        assertThat(simulate(plan(3, 3, new Habits(0, 0, 0, 0, 0, 1))).positionsSeen()).isPositive();
    }

    @Test
    void aRideThatDoesNotEndInTimeFailsTheRun() throws InterruptedException {
        services.unavailable("POST /v1/rides/{id}/complete");
        SimulationSummary summary = simulate(plan(1, 1, Habits.PLAIN).withTimeLimit(LITTLE));

        assertThat(summary.unfinished()).isEqualTo(1);
        assertThat(summary.successful()).isFalse();
        assertThat(summary.problems()).anyMatch(problem -> problem.endsWith("is still IN_PROGRESS"));
    }

    @Test
    void aRequestThatNobodyAnswersFailsTheRun() throws InterruptedException {
        services.unavailable("POST /v1/quotes");
        SimulationSummary summary = simulate(plan(1, 1, Habits.PLAIN).withTimeLimit(LITTLE));

        assertThat(summary.requested()).isZero();
        assertThat(summary.successful()).isFalse();
        assertThat(SummaryTable.of(summary, null)).contains("0 of 1", "–", "got no answer to the request");
    }

    private SimulationPlan plan(int rides, int drivers, Habits habits) {
        return SimulationPlan.madeUp(services.addresses(), (role, name) -> name, rides, drivers)
                .withTimeLimit(PLENTY).withPace(FAST).withHabits(habits).withSeed(7);
    }

    private SimulationSummary simulate(SimulationPlan plan) throws InterruptedException {
        // Requests in quick succession.
        SimulationPlan hurried = plan.withTrips((count, random) -> plan.trips().take(count, random).stream()
                .map(trip -> new Trip(trip.pickup(), trip.dropoff(),
                        trip.requestedAfter().dividedBy(50)))
                .toList()).withTimeLimit(plan.timeLimit());
        return new CitySimulation(hurried, new ProgressPrinter(new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .run();
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
