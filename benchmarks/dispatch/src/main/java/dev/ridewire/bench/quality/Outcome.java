package dev.ridewire.bench.quality;

import dev.ridewire.bench.quality.Ride.State;
import java.util.Arrays;
import java.util.List;

/**
 * The figures of one run.
 *
 * @param served           the share of requests whose rider was driven
 * @param waitMean         seconds from request to pickup, of served rides; also the percentiles
 * @param penalisedWait    the mean with {@value #PENALTY_SECONDS} s for each rider who left
 * @param emptyKm          kilometres to pickups, for each served ride
 * @param swaps            changes of the driver, for each request
 * @param mostSwaps        of one ride
 * @param brokenPromises   the share of served rides that were picked up more than 60 s after the first promise
 * @param gini             of the earnings of drivers per active hour: 0 for equal ones, 1 where one driver has all
 * @param completedPerHour rides that ended by the last request, for each hour from the first request on
 */
record Outcome(double requests, double served, double waitMean, double waitP50, double waitP95, double penalisedWait,
        double emptyKm, double swaps, double mostSwaps, double brokenPromises, double gini, double completedPerHour) {
    private static final long PENALTY_SECONDS = City.PATIENCE_MILLIS / 1_000;
    private static final long TOLERANCE_MILLIS = 60_000;

    static Outcome of(City city) {
        List<Ride> rides = city.rides();
        List<Ride> driven = rides.stream().filter(ride -> ride.state == State.SERVED).toList();
        double[] waits = driven.stream().mapToDouble(ride -> (ride.pickedUpAt - ride.request.at()) / 1_000.0).sorted()
                .toArray();
        double sum = Arrays.stream(waits).sum();
        long first = rides.getFirst().request.at();
        long last = rides.getLast().request.at();
        long broken = driven.stream().filter(ride -> ride.pickedUpAt > ride.promisedFor + TOLERANCE_MILLIS).count();
        return new Outcome(rides.size(), share(driven.size(), rides.size()), share(sum, waits.length),
                percentile(waits, 0.5), percentile(waits, 0.95),
                share(sum + PENALTY_SECONDS * (rides.size() - driven.size()), rides.size()),
                share(city.cars().stream().mapToDouble(car -> car.emptyMeters).sum() / 1_000, driven.size()),
                share(rides.stream().mapToInt(ride -> ride.swaps).sum(), rides.size()),
                rides.stream().mapToInt(ride -> ride.swaps).max().orElse(0), share(broken, driven.size()),
                gini(city.cars().stream().mapToDouble(car -> car.earned).toArray()),
                share(driven.stream().filter(ride -> ride.droppedOffAt <= last).count(), (last - first) / 3_600_000.0));
    }

    /** Returns the Gini coefficient. All drivers are active as long as the run takes, so earnings stand for rates. */
    static double gini(double[] earnings) {
        double[] sorted = earnings.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return share(weighted, sorted.length * sum);
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
