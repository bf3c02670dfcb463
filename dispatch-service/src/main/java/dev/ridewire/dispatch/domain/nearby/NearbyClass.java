package dev.ridewire.dispatch.domain.nearby;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The free cars of one class around a rider.
 *
 * @param eta    the travel time of the nearest in whole minutes, rounded up, 1 or more; null without a free car
 * @param places the areas with such cars, nearest first, each once however many cars are in it
 */
public record NearbyClass(String vehicleClass, @Nullable Duration eta, List<GeoPoint> places) {
    private static final Comparator<BlurredCar> NEAREST_FIRST = Comparator.comparing(BlurredCar::eta)
            .thenComparing(car -> car.place().lat())
            .thenComparing(car -> car.place().lng());

    public NearbyClass {
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        places = List.copyOf(places);
    }

    /** Picks the cars of a class. @param mostPlaces no more areas than these are shown */
    public static NearbyClass among(List<BlurredCar> cars, String vehicleClass, int mostPlaces) {
        List<BlurredCar> ofClass = cars.stream().filter(car -> car.vehicleClass().equals(vehicleClass))
                .sorted(NEAREST_FIRST).toList();
        Duration eta = ofClass.isEmpty() ? null : wholeMinutes(ofClass.getFirst().eta());
        return new NearbyClass(vehicleClass, eta,
                ofClass.stream().map(BlurredCar::place).distinct().limit(mostPlaces).toList());
    }

    private static Duration wholeMinutes(Duration eta) {
        return Duration.ofMinutes(Math.max(1, Math.ceilDiv(eta.toSeconds(), 60)));
    }
}
