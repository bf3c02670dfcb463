package dev.ridewire.booking.adapter.web.ride;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ridewire.booking.adapter.web.Views.MoneyView;
import dev.ridewire.booking.adapter.web.Views.PlaceView;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.AssignedDriver;
import dev.ridewire.booking.domain.ride.Cancellation;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rides as clients see them. Fields may be added, never changed. */
final class RideViews {
    private RideViews() {}

    record RideView(
            UUID id,
            String riderId,
            String state,
            long version,
            int attempt,
            String vehicleClass,
            PlaceView pickup,
            PlaceView dropoff,
            MoneyView quotedFare,
            @Nullable MoneyView fare,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pin,
            @Nullable DriverView driver,
            @Nullable Long pickupEtaSeconds,
            @Nullable Instant scheduledFor,
            Instant requestedAt,
            Instant stateChangedAt,
            @Nullable CancellationView cancellation,
            String city,
            String timeZone,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note) {
        /**
         * Returns the ride as this viewer may see it. Only its rider sees the PIN; only its rider and its driver see
         * the note.
         */
        static RideView of(Ride ride, Actor viewer) {
            var order = ride.order();
            Optional<Party> party = ride.partyOf(viewer);
            AssignedDriver driver = ride.state().driver();
            return new RideView(
                    ride.id().value(),
                    order.rider().value(),
                    ride.status().name(),
                    ride.version(),
                    ride.attempt(),
                    order.vehicleClass().name(),
                    PlaceView.of(order.pickup()),
                    PlaceView.of(order.dropoff()),
                    MoneyView.of(order.quotedFare()),
                    ride.state() instanceof RideState.Completed completed && completed.fare() != null
                            ? MoneyView.of(completed.fare())
                            : null,
                    party.equals(Optional.of(Party.RIDER)) ? order.pin().digits() : null,
                    driver == null ? null : DriverView.of(driver),
                    driver == null ? null : driver.pickupEta().toSeconds(),
                    order.scheduledFor(),
                    ride.requestedAt(),
                    ride.stateChangedAt(),
                    ride.state() instanceof RideState.Cancelled cancelled
                            ? CancellationView.of(cancelled.cancellation())
                            : null,
                    order.terms().city(),
                    order.terms().zone().getId(),
                    party.filter(it -> it != Party.DISPATCHER).isPresent() ? order.note() : null);
        }
    }

    record DriverView(String id, VehicleView vehicle) {
        static DriverView of(AssignedDriver driver) {
            var vehicle = driver.vehicle();
            return new DriverView(driver.id().value(),
                    new VehicleView(vehicle.vehicleClass().name(), vehicle.plate(), vehicle.model()));
        }
    }

    record VehicleView(@JsonProperty("class") String vehicleClass, String plate, String model) {}

    record CancellationView(String by, String reason, MoneyView fee) {
        static CancellationView of(Cancellation cancellation) {
            return new CancellationView(
                    cancellation.by().name(), cancellation.reason(), MoneyView.of(cancellation.fee()));
        }
    }

    /** @param nextCursor null on the last page */
    record RidePage(List<RideView> items, @Nullable String nextCursor) {}
}
