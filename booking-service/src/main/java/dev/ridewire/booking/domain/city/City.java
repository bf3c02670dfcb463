package dev.ridewire.booking.domain.city;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A city that is served.
 *
 * @param id           names it in rides and configuration
 * @param name         for people
 * @param dropoffReach how far beyond the border of its area a trip may end, in metres
 * @param zone         in which its days begin
 * @param tariffs      one after the other without gap, the last one until further notice
 */
public record City(
        String id, String name, ServiceArea area, double dropoffReach, ZoneId zone, List<Tariff> tariffs) {
    public City {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(area, "area");
        Objects.requireNonNull(zone, "zone");
        if (!(dropoffReach >= 0)) {
            throw new IllegalArgumentException("dropoffReach: " + dropoffReach + " (expected: 0 or more metres)");
        }
        tariffs = tariffs.stream().sorted(Comparator.comparing(Tariff::from)).toList();
        requireDifferentVersions(tariffs);
        requireOneAfterTheOther(tariffs);
    }

    /** Returns the tariff that is valid at a time; empty before the first. */
    public Optional<Tariff> tariffAt(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, zone);
        return tariffs.stream().filter(tariff -> tariff.holdsOn(day)).findFirst();
    }

    /** Reports whether a trip from this city may end there: in its area, or not too far beyond. */
    boolean reaches(GeoPoint dropoff) {
        return area.contains(dropoff) || area.metersTo(dropoff) <= dropoffReach;
    }

    private static void requireDifferentVersions(List<Tariff> tariffs) {
        Set<String> versions = new HashSet<>();
        for (Tariff tariff : tariffs) {
            if (!versions.add(tariff.version())) {
                throw new IllegalArgumentException("two tariffs have the version " + tariff.version());
            }
        }
    }

    private static void requireOneAfterTheOther(List<Tariff> tariffs) {
        if (tariffs.isEmpty()) {
            throw new IllegalArgumentException("tariffs: none (expected: one or more)");
        }
        @Nullable
        Tariff before = null;
        for (Tariff tariff : tariffs) {
            if (before != null && !tariff.from().equals(before.until())) {
                boolean overlap = before.until() == null || tariff.from().isBefore(before.until());
                throw new IllegalArgumentException("tariff %s begins on %s and %s tariff %s, which ends %s".formatted(
                        tariff.version(), tariff.from(), overlap ? "overlaps" : "leaves a gap after", before.version(),
                        before.until() == null ? "never" : "on " + before.until()));
            }
            before = tariff;
        }
        if (before != null && before.until() != null) {
            throw new IllegalArgumentException("tariff %s ends on %s and none follows (expected: no end)"
                    .formatted(before.version(), before.until()));
        }
    }
}
