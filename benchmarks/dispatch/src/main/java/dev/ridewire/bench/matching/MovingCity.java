package dev.ridewire.bench.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A square city whose batches follow each other every two seconds. Drivers drive about; one in fifty leaves and another
 * one comes. One request in ten leaves and another one comes, a third of them in the centre.
 */
final class MovingCity {
    private static final double SIDE_METERS = 20_000;
    private static final double CENTRE_METERS = 1_500;
    private static final double METERS_PER_BATCH = 14;
    /** Estimates travel times along straight lines at 25 km/h, as dispatch does by default. */
    private static final double MILLIS_PER_METER = 1.3 / 7 * 1000;
    private static final double DRIVERS_PER_CELL = 4;

    private final Random random;
    private final int candidates;
    private final double[][] requests;
    private final double[][] drivers;

    private record Near(int driver, double meters) {}

    MovingCity(int requests, int drivers, int candidates, long seed) {
        this.random = new Random(seed);
        this.candidates = candidates;
        this.requests = new double[requests][];
        this.drivers = new double[drivers][];
        for (int request = 0; request < requests; request++) {
            this.requests[request] = pickup();
        }
        for (int driver = 0; driver < drivers; driver++) {
            this.drivers[driver] = anywhere();
        }
    }

    Batch next() {
        List<Integer> newDrivers = new ArrayList<>();
        for (int request = 0; request < requests.length; request++) {
            if (random.nextInt(10) == 0) {
                requests[request] = pickup();
            }
        }
        for (int driver = 0; driver < drivers.length; driver++) {
            if (random.nextInt(50) == 0) {
                drivers[driver] = anywhere();
                newDrivers.add(driver);
            } else {
                double direction = random.nextDouble(2 * Math.PI);
                drivers[driver] = inside(drivers[driver][0] + METERS_PER_BATCH * Math.cos(direction),
                        drivers[driver][1] + METERS_PER_BATCH * Math.sin(direction));
            }
        }
        return batch(newDrivers.stream().mapToInt(Integer::intValue).toArray());
    }

    private Batch batch(int[] newDrivers) {
        int cellsPerSide = Math.max(1, (int) Math.sqrt(drivers.length / DRIVERS_PER_CELL));
        List<List<Integer>> cells = new ArrayList<>();
        IntStream.range(0, cellsPerSide * cellsPerSide).forEach(cell -> cells.add(new ArrayList<>()));
        for (int driver = 0; driver < drivers.length; driver++) {
            cells.get(cell(drivers[driver][0], cellsPerSide) * cellsPerSide + cell(drivers[driver][1], cellsPerSide))
                    .add(driver);
        }
        int[][] candidateOf = new int[requests.length][];
        int[][] costOf = new int[requests.length][];
        for (int request = 0; request < requests.length; request++) {
            List<Near> near = around(requests[request], cells, cellsPerSide);
            candidateOf[request] = near.stream().mapToInt(Near::driver).toArray();
            costOf[request] = near.stream().mapToInt(one -> (int) (one.meters * MILLIS_PER_METER)).toArray();
        }
        return new Batch(drivers.length, newDrivers, candidateOf, costOf);
    }

    private List<Near> around(double[] point, List<List<Integer>> cells, int cellsPerSide) {
        int row = cell(point[0], cellsPerSide);
        int column = cell(point[1], cellsPerSide);
        List<Near> near = new ArrayList<>();
        for (int ring = 2; near.size() < 2 * candidates && ring <= cellsPerSide + 1; ring++) {
            near.clear();
            for (int x = Math.max(0, row - ring); x <= Math.min(cellsPerSide - 1, row + ring); x++) {
                for (int y = Math.max(0, column - ring); y <= Math.min(cellsPerSide - 1, column + ring); y++) {
                    for (int driver : cells.get(x * cellsPerSide + y)) {
                        near.add(new Near(driver,
                                Math.hypot(drivers[driver][0] - point[0], drivers[driver][1] - point[1])));
                    }
                }
            }
        }
        return near.stream().sorted(Comparator.comparingDouble(Near::meters)).limit(candidates).toList();
    }

    private double[] pickup() {
        return random.nextInt(3) == 0
                ? inside(SIDE_METERS / 2 + CENTRE_METERS * random.nextGaussian(),
                        SIDE_METERS / 2 + CENTRE_METERS * random.nextGaussian())
                : anywhere();
    }

    private double[] anywhere() {
        return inside(random.nextDouble(SIDE_METERS), random.nextDouble(SIDE_METERS));
    }

    private static double[] inside(double x, double y) {
        return new double[]{Math.clamp(x, 0, Math.nextDown(SIDE_METERS)),
                Math.clamp(y, 0, Math.nextDown(SIDE_METERS))};
    }

    private static int cell(double meters, int cellsPerSide) {
        return (int) (meters / SIDE_METERS * cellsPerSide);
    }
}
