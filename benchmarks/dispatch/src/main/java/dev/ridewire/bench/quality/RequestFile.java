package dev.ridewire.bench.quality;

import dev.ridewire.geo.GeoPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trips of a day as CSV: a header and at least the columns {@code o_lat, o_lon, d_lat, d_lon, departure_time} (local
 * time, {@code 2014-12-21 00:05:00}).
 */
record RequestFile(List<Row> rows) {
    private static final List<String> COLUMNS = List.of("o_lat", "o_lon", "d_lat", "d_lon", "departure_time");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** @param at in milliseconds since midnight */
    record Row(long at, GeoPoint pickup, GeoPoint dropoff) {}

    RequestFile {
        rows = List.copyOf(rows);
    }

    /** @throws IllegalArgumentException if the file is missing or no such CSV */
    static RequestFile read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "%s: there is no such file (expected: a CSV with the columns %s)".formatted(file, COLUMNS),
                    missing);
        }
        List<String> names = lines.isEmpty() ? List.of() : cells(lines.getFirst());
        int[] places = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        if (Arrays.stream(places).anyMatch(place -> place < 0)) {
            throw new IllegalArgumentException("%s: header %s (expected: the columns %s)"
                    .formatted(file, names, COLUMNS));
        }
        List<Row> rows = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                try {
                    rows.add(row(cells(lines.get(line)), places));
                } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException bad) {
                    throw new IllegalArgumentException("%s, line %d: '%s' (expected: %s)"
                            .formatted(file, line + 1, lines.get(line), COLUMNS), bad);
                }
            }
        }
        return new RequestFile(rows);
    }

    private static Row row(List<String> cells, int[] places) {
        double[] degrees = new double[4];
        for (int i = 0; i < degrees.length; i++) {
            degrees[i] = Double.parseDouble(cells.get(places[i]));
        }
        long at = LocalDateTime.parse(cells.get(places[4]), TIME).toLocalTime().toNanoOfDay() / 1_000_000;
        return new Row(at, new GeoPoint(degrees[0], degrees[1]), new GeoPoint(degrees[2], degrees[3]));
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split("\\s*,\\s*", -1));
    }
}
