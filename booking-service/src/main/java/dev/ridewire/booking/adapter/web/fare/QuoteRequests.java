package dev.ridewire.booking.adapter.web.fare;

import dev.ridewire.booking.adapter.web.Faults;
import dev.ridewire.booking.adapter.web.Requests;
import dev.ridewire.geo.GeoPoint;
import org.jspecify.annotations.Nullable;

/** The body of a request for a quote, as clients send it. */
final class QuoteRequests {
    private QuoteRequests() {}

    /** Body of {@code POST /v1/quotes}. */
    record Quote(Requests.@Nullable Place pickup, Requests.@Nullable Place dropoff) {
        Trip toTrip() {
            var faults = new Faults();
            var trip = new Trip(faults.place("/pickup", pickup), faults.place("/dropoff", dropoff));
            faults.refuseIfAny();
            return trip;
        }
    }

    /** A trip that someone wants to make. */
    record Trip(GeoPoint pickup, GeoPoint dropoff) {}
}
