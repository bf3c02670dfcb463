package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.application.board.ViewingBoard;
import dev.ridewire.tracking.application.map.ViewingMap;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of the map.
 *
 * @param waiting the rides that have no driver, at their pickups
 * @param hidden  the number of cars that are not listed because there are too many
 */
record MapResource(List<Car> cars, List<Waiting> waiting, int hidden) {
    /** @param rideId the ride that the driver is on; null for a driver without one */
    record Car(
            String driverId, double lat, double lng, @Nullable Double heading, Instant recordedAt,
            @Nullable UUID rideId, @Nullable String state, boolean stuck) {
        static Car of(ViewingMap.Car car) {
            ViewingBoard.Seen ride = car.ride();
            return new Car(car.driverId(), car.ping().position().lat(), car.ping().position().lng(),
                    car.ping().headingDegrees(), car.ping().recordedAt(),
                    ride == null ? null : ride.ride().booking().rideId(),
                    ride == null ? null : ride.ride().state().name(), ride != null && ride.missed() != null);
        }
    }

    record Waiting(UUID rideId, double lat, double lng, String state, Instant since, boolean stuck) {
        static Waiting of(ViewingBoard.Seen seen) {
            var booking = seen.ride().booking();
            return new Waiting(booking.rideId(), booking.pickup().lat(), booking.pickup().lng(),
                    booking.state().name(), booking.stateChangedAt(), seen.missed() != null);
        }
    }

    static MapResource of(ViewingMap.View view) {
        return new MapResource(view.cars().stream().map(Car::of).toList(),
                view.waiting().stream().map(Waiting::of).toList(), view.hidden());
    }
}
