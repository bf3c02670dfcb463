package dev.ridewire.booking.adapter.web;

import dev.ridewire.booking.application.ride.RideRequest;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.rating.Review;
import dev.ridewire.booking.domain.ride.Pin;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bodies as clients send them: anything may be missing. Each turns itself into booking's own words or says what is
 * wrong.
 */
final class Requests {
    private Requests() {}

    /** Degrees, WGS 84. */
    record Place(@Nullable Double lat, @Nullable Double lng) {}

    /** An amount as answers write it. */
    record Money(@Nullable String amount, @Nullable String currency) {}

    /** Body of {@code POST /v1/quotes}. */
    record Quote(@Nullable Place pickup, @Nullable Place dropoff) {
        Trip toTrip() {
            var faults = new Faults();
            var trip = new Trip(faults.place("/pickup", pickup), faults.place("/dropoff", dropoff));
            faults.refuseIfAny();
            return trip;
        }
    }

    /** A way that someone wants to go. */
    record Trip(GeoPoint pickup, GeoPoint dropoff) {}

    /** Body of {@code POST /v1/rides}. */
    record Ride(
            @Nullable String quoteId,
            @Nullable String vehicleClass,
            @Nullable Place pickup,
            @Nullable Place dropoff,
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
            // As exact as it is stored, so that a repeated request gets the same answer.
            Instant when = scheduledFor == null ? null : scheduledFor.truncatedTo(ChronoUnit.MILLIS);
            return new RideRequest(rider, quote, wanted, from, to, when, text);
        }
    }

    /** Body of {@code POST /v1/rides/{id}/cancel}. */
    record Cancel(@Nullable String reason, @Nullable Money maxFee) {
        RideCommand.Cancel toCommand(Actor by) {
            var faults = new Faults();
            String slug = faults.slug("/reason", reason);
            var most = maxFee == null ? null : faults.money("/maxFee", maxFee);
            faults.refuseIfAny();
            return new RideCommand.Cancel(by, slug, most);
        }
    }

    /** Body of {@code POST /v1/rides/{id}/rating}. */
    record Rating(@Nullable Double stars, @Nullable String comment) {
        Review toReview() {
            var faults = new Faults();
            int given = faults.stars("/stars", stars);
            String text = faults.note("/comment", comment);
            faults.refuseIfAny();
            return new Review(given, text);
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
