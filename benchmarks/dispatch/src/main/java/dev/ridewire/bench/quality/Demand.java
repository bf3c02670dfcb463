package dev.ridewire.bench.quality;

import dev.ridewire.bench.quality.RequestFile.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The requests and the cars of one day, by a seed. */
final class Demand {
    private static final double SHORTEST_METERS = 200;
    private static final double LONGEST_METERS = 30_000;
    private static final long MINUTE = 60_000;

    private Demand() {}

    /**
     * Returns the trips as requests, oldest first. Files floor times to the minute, so requests are spread over it.
     *
     * @param from   of the day, in milliseconds since midnight
     * @param factor how many requests each trip of the file stands for; a fraction by chance
     */
    static List<Request> requests(RequestFile file, Streets streets, long from, long until, double factor, long seed) {
        var chance = new Chance(seed);
        List<Request> requests = new ArrayList<>();
        for (int number = 0; number < file.rows().size(); number++) {
            Row row = file.rows().get(number);
            if (row.at() < from || row.at() >= until) {
                continue;
            }
            Optional<Spot> pickup = streets.spotAt(row.pickup());
            Optional<Spot> dropoff = streets.spotAt(row.dropoff());
            if (pickup.isEmpty() || dropoff.isEmpty()) {
                continue;
            }
            double meters = streets.meters(pickup.get(), dropoff.get());
            if (meters < SHORTEST_METERS || meters > LONGEST_METERS) {
                continue;
            }
            int copies = (int) (factor + chance.uniform("copies", number, 0));
            for (int copy = 0; copy < copies; copy++) {
                long at = row.at() + (long) (MINUTE * chance.uniform("minute", number, copy));
                requests.add(new Request(at, row.pickup(), row.dropoff(), pickup.get(), dropoff.get()));
            }
        }
        requests.sort(Comparator.comparingLong(Request::at));
        return requests;
    }

    /** Returns where cars stand at the start: at drop-offs, as cars do. */
    static List<Spot> cars(List<Request> requests, int cars, long seed) {
        var chance = new Chance(seed);
        List<Spot> starts = new ArrayList<>();
        for (int car = 0; car < cars; car++) {
            starts.add(requests.get((int) (chance.uniform("start", car, 0) * requests.size())).to());
        }
        return starts;
    }
}
