package dev.ridewire.bench.trip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file of taxi drives in the form of the ECML/PKDD 2015 challenge: a line has a polyline with a fix every 15 s. */
final class DriveFile {
    private static final Pattern POLYLINE = Pattern.compile("\\[\\[.*]]");
    private static final Pattern BETWEEN_FIXES = Pattern.compile("],\\[");
    private static final double STEP_SECONDS = 15;
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;
    /** Three minutes. */
    private static final int LEAST_FIXES = 13;
    private static final double LEAST_METERS = 1_000;
    /** A drive with a higher speed between two fixes has damaged fixes. */
    private static final double MAX_SPEED_MPS = 40;

    private DriveFile() {}

    /** Reads the drives of at least three minutes and a kilometre that have no damaged fix. */
    static List<TrueDrive> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.flatMap(line -> driveOf(line).stream()).toList();
        }
    }

    private static Optional<TrueDrive> driveOf(String line) {
        var polyline = POLYLINE.matcher(line);
        if (!polyline.find()) {
            return Optional.empty();
        }
        String[] fixes = BETWEEN_FIXES.split(line.substring(polyline.start() + 2, polyline.end() - 2), -1);
        if (fixes.length < LEAST_FIXES) {
            return Optional.empty();
        }
        double[] east = new double[fixes.length];
        double[] north = new double[fixes.length];
        List<double[]> degrees = new ArrayList<>(fixes.length);
        for (String fix : fixes) {
            int comma = fix.indexOf(',');
            degrees.add(new double[]{Double.parseDouble(fix.substring(0, comma)),
                    Double.parseDouble(fix.substring(comma + 1))});
        }
        double[] first = degrees.getFirst();
        for (int i = 0; i < fixes.length; i++) {
            east[i] = Math.toRadians(degrees.get(i)[0] - first[0]) * EARTH_RADIUS_METERS
                    * Math.cos(Math.toRadians(first[1]));
            north[i] = Math.toRadians(degrees.get(i)[1] - first[1]) * EARTH_RADIUS_METERS;
            if (i > 0 && Math.hypot(east[i] - east[i - 1], north[i] - north[i - 1]) > MAX_SPEED_MPS * STEP_SECONDS) {
                return Optional.empty();
            }
        }
        var drive = new TrueDrive(east, north, STEP_SECONDS);
        return drive.metersAt(drive.seconds()) < LEAST_METERS ? Optional.empty() : Optional.of(drive);
    }
}
