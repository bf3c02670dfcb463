package dev.ridewire.dispatch.adapter.schedule;

import dev.ridewire.dispatch.application.matching.MatchingRides.Batch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The meters of matching. Batches without a waiting ride do not count. */
public final class BatchMeters {
    private final DistributionSummary searches;
    private final DistributionSummary candidates;
    private final DistributionSummary offers;
    private final Timer solve;
    private final Counter greedy;

    public BatchMeters(MeterRegistry meters) {
        searches = summary(meters, "ridewire.dispatch.batch.searches", "Rides of a batch");
        candidates = summary(meters, "ridewire.dispatch.batch.candidates",
                "Pairs of a ride and a driver that a batch weighed");
        offers = summary(meters, "ridewire.dispatch.batch.offers", "Offers that a batch made");
        solve = Timer.builder("ridewire.dispatch.batch.solve")
                .description("Time of the solver for a batch").register(meters);
        greedy = Counter.builder("ridewire.dispatch.batch.greedy")
                .description("Batches that were finished greedily because the solver exceeded its time budget")
                .register(meters);
    }

    void record(Batch batch) {
        if (batch.rides().isEmpty()) {
            return;
        }
        searches.record(batch.rides().size());
        candidates.record(batch.decision().candidates());
        offers.record(batch.offers());
        solve.record(batch.decision().solveTime());
        if (!batch.decision().optimal()) {
            greedy.increment();
        }
    }

    private static DistributionSummary summary(MeterRegistry meters, String name, String description) {
        return DistributionSummary.builder(name).description(description).register(meters);
    }
}
