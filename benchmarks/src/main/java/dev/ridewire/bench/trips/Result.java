package dev.ridewire.bench.trips;

import java.util.Locale;

/**
 * The errors of a contender under one condition, as shares of the true distance.
 *
 * @param step        seconds between two positions
 * @param deviation   of a position's error in each axis, in metres
 * @param correlation between the errors of two neighbours
 * @param faults      whether positions were missing, sent twice, or far off
 * @param drives      the number of drives
 * @param measured    how many of them the contender measured
 * @param bias        the mean of the signed errors
 * @param median      of the absolute errors
 * @param p95         of the absolute errors
 * @param micros      for a drive, by the clock
 */
record Result(double step, double deviation, double correlation, boolean faults, String contender, int drives,
        int measured, double bias, double median, double p95, double micros) {
    private static final String PREFIX = "result";
    private static final int WORDS = 12;

    static boolean isOne(String line) {
        return line.startsWith(PREFIX + " ");
    }

    /** Reads a line of the measuring JVM: the components in their order. */
    static Result of(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != WORDS || !words[0].equals(PREFIX)) {
            throw new IllegalArgumentException("line: '%s' (expected: a result)".formatted(line));
        }
        return new Result(Double.parseDouble(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]),
                Boolean.parseBoolean(words[4]), words[5], Integer.parseInt(words[6]), Integer.parseInt(words[7]),
                Double.parseDouble(words[8]), Double.parseDouble(words[9]), Double.parseDouble(words[10]),
                Double.parseDouble(words[11]));
    }

    /** Returns for example {@code 15 m, 0.90}. */
    String noise() {
        return String.format(Locale.ROOT, "%.0f m, %.2f", deviation, correlation);
    }
}
