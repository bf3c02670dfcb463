package dev.ridewire.bench.trip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The JVM that measures. It prints a line for each contender and condition. */
public final class TripsMain {
    private static final long SEED = 20130701;
    private static final double NANOS_PER_MICRO = 1e3;

    private TripsMain() {}

    /** @param arguments the file of drives, how many of them, and the seconds between two positions, one or more */
    public static void main(String[] arguments) throws IOException {
        List<TrueDrive> all = DriveFile.read(Path.of(arguments[0]));
        List<TrueDrive> drives = spread(all, Integer.parseInt(arguments[1]));
        System.out.printf(Locale.ROOT, "drives %d %d%n", drives.size(), all.size());
        for (String step : Arrays.asList(arguments).subList(2, arguments.length)) {
            for (boolean faults : new boolean[]{false, true}) {
                for (double deviation : Conditions.DEVIATIONS) {
                    for (double correlation : Conditions.CORRELATIONS) {
                        var conditions = new Conditions(Double.parseDouble(step), deviation, correlation, faults);
                        measure(drives, conditions).forEach(System.out::println);
                    }
                }
            }
        }
    }

    static List<String> measure(List<TrueDrive> drives, Conditions conditions) {
        List<Phone.Recording> recordings = new ArrayList<>();
        for (int i = 0; i < drives.size(); i++) {
            recordings.add(new Phone(SEED * 31 + i * 7_919L + conditions.hashCode()).record(drives.get(i), conditions));
        }
        recordings.removeIf(recording -> recording.positions().size() < 2 || recording.meters() == 0);
        return Arrays.stream(Contender.values()).map(contender -> measure(contender, recordings, conditions)).toList();
    }

    private static String measure(Contender contender, List<Phone.Recording> recordings, Conditions conditions) {
        double[] errors = new double[recordings.size()];
        int measured = 0;
        long nanos = System.nanoTime();
        for (Phone.Recording recording : recordings) {
            OptionalDouble meters = contender.meters(recording.positions());
            if (meters.isPresent()) {
                errors[measured] = meters.getAsDouble() / recording.meters() - 1;
                measured++;
            }
        }
        nanos = System.nanoTime() - nanos;
        double[] signed = Arrays.copyOf(errors, measured);
        double[] absolute = Arrays.stream(signed).map(Math::abs).sorted().toArray();
        return String.format(Locale.ROOT, "result %s %s %s %s %s %d %d %.5f %.5f %.5f %.1f", conditions.step(),
                conditions.deviation(), conditions.correlation(), conditions.faults(), contender.name(),
                recordings.size(), measured, Arrays.stream(signed).average().orElse(Double.NaN),
                quantile(absolute, 0.5), quantile(absolute, 0.95),
                nanos / NANOS_PER_MICRO / Math.max(1, recordings.size()));
    }

    private static double quantile(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)];
    }

    /** Takes drives from the whole file, not from its beginning only. */
    private static List<TrueDrive> spread(List<TrueDrive> all, int most) {
        int count = Math.min(most, all.size());
        List<TrueDrive> drives = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            drives.add(all.get((int) ((long) i * all.size() / count)));
        }
        return drives;
    }
}
