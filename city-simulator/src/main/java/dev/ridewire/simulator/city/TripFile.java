package dev.ridewire.simulator.city;

import dev.ridewire.geo.GeoPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Real trips of a day: CSV with a header and at least the columns {@code o_lat, o_lon, d_lat, d_lon, departure_time}
 * (local time, {@code 2014-12-21 00:05:00}), in any order. Every row must be good, also those that are not taken.
 *
 * <p>
 * Two things are done to the trips so that they can be driven in real time by cars that keep below 150 km/h: trips
 * longer than {@value #LONGEST_TRIP_METERS} m (or shorter than {@value #SHORTEST_TRIP_METERS} m: noise of a taximeter)
 * are skipped. The times of requests, which are whole minutes in files, are spread over their minute and then
 * compressed into a short time.
 */
public final class TripFile implements Trips {
    static final double SHORTEST_TRIP_METERS = 100;
    static final double LONGEST_TRIP_METERS = 2_500;
    private static final List<String> COLUMNS = List.of("o_lat", "o_lon", "d_lat", "d_lon", "departure_time");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final long SPREAD_MILLIS_PER_TRIP = 1_500;

    private record Row(GeoPoint from, GeoPoint to, LocalDateTime departure) {
        boolean drivable() {
            double meters = from.metersTo(to);
            return meters >= SHORTEST_TRIP_METERS && meters <= LONGEST_TRIP_METERS;
        }
    }

    private record Timed(Row row, Duration jitter) {
        LocalDateTime time() {
            return row.departure.plus(jitter);
        }
    }

    private final Path file;
    private final List<Row> rows;

    private TripFile(Path file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    /** @throws TripFileException if the file is missing, is no such CSV, or has a bad row */
    public static TripFile read(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return new TripFile(file, rows(file, lines));
        } catch (NoSuchFileException missing) {
            throw new TripFileException(file, "there is no such file");
        } catch (CharacterCodingException binary) {
            throw new TripFileException(file, "is not a text in UTF-8");
        } catch (IOException unreadable) {
            throw new TripFileException(file, "can't be read: " + unreadable.getMessage());
        }
    }

    /** Returns the earliest trips that can be driven. */
    @Override
    public List<Trip> take(int count, RandomGenerator random) {
        List<Timed> taken = rows.stream()
                .filter(Row::drivable)
                .limit(count)
                .map(row -> new Timed(row, Duration.ofMillis(random.nextLong(60_000))))
                .sorted(Comparator.comparing(Timed::time))
                .toList();
        if (taken.isEmpty()) {
            throw new TripFileException(file, "has no trip between %.0f m and %.0f m"
                    .formatted(SHORTEST_TRIP_METERS, LONGEST_TRIP_METERS));
        }
        LocalDateTime first = taken.getFirst().time();
        long span = Math.max(1, Duration.between(first, taken.getLast().time()).toMillis());
        double compression = Math.min(1, (double) SPREAD_MILLIS_PER_TRIP * taken.size() / span);
        return taken.stream()
                .map(timed -> new Trip(timed.row.from, timed.row.to, Duration.ofMillis(
                        Math.round(Duration.between(first, timed.time()).toMillis() * compression))))
                .toList();
    }

    private static List<Row> rows(Path file, BufferedReader lines) throws IOException {
        String header = lines.readLine();
        if (header == null) {
            throw new TripFileException(file, "is empty (expected: a header with " + COLUMNS + ")");
        }
        List<String> names = cells(header.replace("\uFEFF", ""));
        Map<String, Integer> places = IntStream.range(0, names.size()).boxed()
                .collect(Collectors.toMap(names::get, place -> place, (first, second) -> first));
        if (!places.keySet().containsAll(COLUMNS)) {
            throw new TripFileException(file, 1, "%s (expected: the columns %s)".formatted(names, COLUMNS));
        }
        var rows = new ArrayList<Row>();
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                rows.add(new RowReader(file, number, cells(line), names.size(), places).row());
            }
        }
        rows.sort(Comparator.comparing(Row::departure));
        return List.copyOf(rows);
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split("\\s*,\\s*", -1));
    }

    private record RowReader(Path file, long line, List<String> cells, int width, Map<String, Integer> places) {
        Row row() {
            if (cells.size() != width) {
                throw new TripFileException(file, line, "%d cells (expected: %d)".formatted(cells.size(), width));
            }
            return new Row(point("o_lat", "o_lon"), point("d_lat", "d_lon"), time());
        }

        private GeoPoint point(String lat, String lon) {
            try {
                return new GeoPoint(number(lat), number(lon));
            } catch (IllegalArgumentException outOfRange) {
                throw new TripFileException(file, line, "%s, %s: %s".formatted(lat, lon, outOfRange.getMessage()));
            }
        }

        private double number(String column) {
            try {
                return Double.parseDouble(cell(column));
            } catch (NumberFormatException notANumber) {
                throw new TripFileException(file, line, "%s: '%s' (expected: degrees)".formatted(column, cell(column)));
            }
        }

        private LocalDateTime time() {
            String cell = cell("departure_time");
            try {
                return LocalDateTime.parse(cell, TIME);
            } catch (DateTimeParseException noTime) {
                throw new TripFileException(file, line,
                        "departure_time: '%s' (expected: a time like 2014-12-21 00:05:00)".formatted(cell));
            }
        }

        private String cell(String column) {
            Integer place = places.get(column);
            if (place == null) {
                throw new TripFileException(file, line, "has no column " + column);
            }
            return cells.get(place);
        }
    }
}
