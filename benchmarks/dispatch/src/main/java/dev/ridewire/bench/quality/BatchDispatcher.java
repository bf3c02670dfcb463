package dev.ridewire.bench.quality;

import dev.ridewire.dispatch.domain.matching.Acceptance;
import dev.ridewire.dispatch.domain.matching.BatchMatching;
import dev.ridewire.dispatch.domain.matching.BatchWindow;
import dev.ridewire.dispatch.domain.matching.Candidate;
import dev.ridewire.dispatch.domain.matching.Fairness;
import dev.ridewire.dispatch.domain.matching.Fairness.Earned;
import dev.ridewire.dispatch.domain.matching.OpenSearch;
import dev.ridewire.dispatch.domain.matching.PairTerm;
import dev.ridewire.dispatch.domain.matching.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Dispatch as the service does it: batches, and the terms that are switched on. */
final class BatchDispatcher implements Dispatcher {
    /** Under load a batch gathers for the longest window; the simulation would take hours otherwise. */
    private static final long WINDOW_WHERE_RIDES_WAIT_MILLIS = 2_000;
    private static final long RECHECK_MILLIS = 10_000;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final City city;
    private final Policy policy;
    private final Candidates candidates;
    private final Reconsideration reconsideration;
    private final Set<Ride> seen = new HashSet<>();
    private BatchWindow window = BatchWindow.quiet(Settings.WINDOW);
    private long lastBatch;
    private boolean batchComes;
    private boolean recheckComes;

    BatchDispatcher(City city, Policy policy) {
        this.city = city;
        this.policy = policy;
        this.candidates = new Candidates(city, policy);
        this.reconsideration = new Reconsideration(city, candidates);
    }

    @Override
    public void rideWaits(Ride ride) {
        scheduleBatch();
        scheduleRecheck();
    }

    @Override
    public void carIsFree(Car car) {
        if (!city.waiting().isEmpty()) {
            scheduleBatch();
        }
    }

    private void scheduleBatch() {
        if (!batchComes) {
            batchComes = true;
            long gap = city.waiting().size() > 1 ? WINDOW_WHERE_RIDES_WAIT_MILLIS : window.length().toMillis();
            city.at(Math.max(city.now(), lastBatch + gap), this::batch);
        }
    }

    private void scheduleRecheck() {
        if (!recheckComes) {
            recheckComes = true;
            city.at(city.now() + RECHECK_MILLIS, this::recheck);
        }
    }

    private void recheck() {
        recheckComes = false;
        if (policy.reconsidering()) {
            reconsideration.run();
        }
        if (!city.waiting().isEmpty()) {
            scheduleBatch();
        }
        if (!city.waiting().isEmpty() || !city.promised().isEmpty()) {
            scheduleRecheck();
        }
    }

    private void batch() {
        batchComes = false;
        int arrived = (int) city.waiting().stream().filter(seen::add).count();
        window = window.after(arrived, Duration.ofMillis(city.now() - lastBatch));
        lastBatch = city.now();
        List<Car> soon = candidates.soonFree();
        List<OpenSearch> searches = new ArrayList<>();
        if (!soon.isEmpty() || city.freeCars() > 0) {
            city.waiting().forEach(ride -> search(ride, soon, searches));
        }
        BatchMatching.decide(searches, Settings.MATCHING, terms(), city.policy(), city.instant(), () -> 0).proposals()
                .forEach(this::ask);
    }

    private void search(Ride ride, List<Car> soon, List<OpenSearch> searches) {
        List<Candidate> free = candidates.free(ride);
        List<Candidate> ofRide = new ArrayList<>(free);
        ofRide.addAll(Settings.NEXT.worthAPromise(free, candidates.next(ride, soon)));
        if (!ofRide.isEmpty()) {
            var search = new OpenSearch(ride.match, ofRide);
            searches.add(policy.bound()
                    ? Settings.BOUND.bounded(search, city.freeCars(), city.waiting().size())
                    : search);
        }
    }

    private void ask(Proposal proposal) {
        city.ask(city.ride(proposal.match()), city.car(proposal.candidate()));
    }

    private List<PairTerm> terms() {
        List<PairTerm> terms = new ArrayList<>();
        if (policy.acceptance()) {
            terms.add(new Acceptance(Settings.DECLINE_COST, city.answers(), driver -> city.car(driver).answers));
        }
        if (!policy.fairness().isZero()) {
            long active = Math.max(1, city.now() - city.rides().getFirst().request.at());
            double earned = city.cars().stream().mapToDouble(car -> car.earned).sum();
            terms.add(new Fairness(policy.fairness(), earned / city.cars().size() / (active / MILLIS_PER_HOUR),
                    driver -> new Earned(city.car(driver).earned, Duration.ofMillis(active))));
        }
        return terms;
    }
}
