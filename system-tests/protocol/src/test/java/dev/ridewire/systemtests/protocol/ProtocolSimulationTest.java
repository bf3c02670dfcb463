package dev.ridewire.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.domain.ride.RideStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Booking and dispatch, people who do anything at any time, and a bus that duplicates, delays, reorders and redelivers.
 * Each seed runs twice. Both runs are alike until people stop; then the remaining messages arrive in two different
 * orders. The seed determines a run, so seeds run in parallel. {@code -Dsimulation.seed=N} replays one,
 * {@code -Dsimulation.runs=N} sets how many there are.
 */
class ProtocolSimulationTest {
    private static final long RUNS = Long.getLong("simulation.runs", 10_000);
    /** The number of seeds among which at least one has to notice a missing guard. */
    private static final long RUNS_TO_MISS_A_GUARD = 300;

    @Test
    void whateverTheBusDoesNobodyIsDrivenTwiceAndBothSidesAgreeInTheEnd() {
        Long single = Long.getLong("simulation.seed");
        LongStream seeds = single == null ? LongStream.range(0, RUNS) : LongStream.of(single);
        Set<RideStatus> endings = ConcurrentHashMap.newKeySet();
        seeds.parallel().forEach(seed -> endings.addAll(run(seed, Guards.ALL).endings()));
        if (single == null) {
            assertThat(endings).as("endings that the simulation has seen")
                    .contains(RideStatus.COMPLETED, RideStatus.CANCELLED, RideStatus.NO_DRIVER_AVAILABLE);
        }
    }

    @Test
    void withoutTheVersionGateASimulationFails() {
        assertThat(
                LongStream.range(0, RUNS_TO_MISS_A_GUARD).parallel()
                        .filter(seed -> fails(seed, Guards.NO_VERSION_GATE)))
                .as("seeds that notice the missing guard").isNotEmpty();
    }

    private static FinalState run(long seed, Guards guards) {
        try {
            City oneOrder = lived(seed, seed, guards);
            City otherOrder = lived(seed, ~seed, guards);
            assertThat(otherOrder.finalState()).as("the same messages in another order")
                    .isEqualTo(oneOrder.finalState());
            oneOrder.agree();
            return oneOrder.finalState();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("""
                    seed %d fails: %s
                    replay it with: mvn verify -pl system-tests/protocol -am -Dtest=ProtocolSimulationTest \
                    -Dsurefire.failIfNoSpecifiedTests=false -DskipITs -Dsimulation.seed=%d""".formatted(seed,
                    e.getMessage(),
                    seed), e);
        }
    }

    private static City lived(long people, long bus, Guards guards) {
        var city = new City(people, bus, guards);
        city.live();
        city.drain();
        return city;
    }

    private static boolean fails(long seed, Guards guards) {
        try {
            run(seed, guards);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }
}
