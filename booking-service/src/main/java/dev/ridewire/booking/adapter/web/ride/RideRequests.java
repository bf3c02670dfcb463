package dev.ridewire.booking.adapter.web.ride;

import dev.ridewire.booking.adapter.web.Faults;
import dev.ridewire.booking.adapter.web.Requests;
import dev.ridewire.booking.application.ride.RideRequest;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Pin;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about a ride, as clients send them. */
final class RideRequests {
    private RideRequests() {}

    /** Body of {@code POST /v1/rides}. */
    record Ride(
            @Nullable String quoteId,
            @Nullable String vehicleClass,
            Requests.@Nullable Place pickup,
            Requests.@Nullable Place dropoff,
            @Nullable Instant scheduledFor,
            @Nullable String note) {
        RideRequest toRequest(RiderId rider) {
            var faults = new Faults();
            String quote = faults.quoteId("/quoteId", quoteId);
            VehicleClass wanted = faults.vehicleClass("/vehicleClass", vehicleClass);
            GeoPoint from = faults.place("/pickup", pickup);
            GeoPoint to = faults.place("/dropoff", dropoff);
            String text = faults.note("/note", note);
            faults.refuseIfAny();
            // The time has the stored precision, so that a repeated request gets the same answer.
            Instant when = scheduledFor == null ? null : scheduledFor.truncatedTo(ChronoUnit.MILLIS);
            return new RideRequest(rider, quote, wanted, from, to, when, text);
        }
    }

    /** Body of {@code POST /v1/rides/{id}/cancel}. */
    record Cancel(@Nullable String reason, Requests.@Nullable Money maxFee) {
        RideCommand.Cancel toCommand(Actor by) {
            var faults = new Faults();
            String slug = faults.slug("/reason", reason);
            var most = maxFee == null ? null : faults.money("/maxFee", maxFee);
            faults.refuseIfAny();
            return new RideCommand.Cancel(by, slug, most);
        }
    }

    /** Body of {@code POST /v1/rides/{id}/start}. */
    record Start(@Nullable String pin) {
        Pin toPin() {
            var faults = new Faults();
            Pin digits = faults.pin("/pin", pin);
            faults.refuseIfAny();
            return digits;
        }
    }
}
