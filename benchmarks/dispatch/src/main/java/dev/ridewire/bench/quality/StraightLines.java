package dev.ridewire.bench.quality;

import dev.ridewire.geo.GeoPoint;
import java.util.Optional;

/** Straight lines, made longer by a factor, at an average speed: the default travel times of dispatch. */
final class StraightLines implements Streets {
    private static final double DETOUR = 1.3;
    private static final double METERS_PER_SECOND = 7;

    @Override
    public String name() {
        return "straight-line";
    }

    @Override
    public Optional<Spot> spotAt(GeoPoint point) {
        return Optional.of(Spot.of(point, 0));
    }

    @Override
    public long millis(Spot from, Spot to) {
        return Math.round(meters(from, to) / METERS_PER_SECOND * 1000);
    }

    @Override
    public double meters(Spot from, Spot to) {
        return from.metersTo(to) * DETOUR;
    }

    @Override
    public Spot along(Spot from, Spot to, double share) {
        return new Spot(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y()), 0);
    }
}
