package dev.ridewire.simulator.api;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.simulator.api.DispatchApi.Vehicle;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Booking, as a rider or a driver uses it. */
public final class BookingApi {
    private final URI base;
    private final Account account;

    public BookingApi(URI base, Account account) {
        this.base = base;
        this.account = account;
    }

    /** A view of a ride; it is empty if the ride has not changed since the view with the given tag. */
    public record Glance(Optional<RideView> ride, @Nullable String etag) {}

    /** A quote. The bots take its option for the standard car, which all of them drive. */
    public record Quote(String quoteId) {}

    public Answer<Quote> quote(GeoPoint pickup, GeoPoint dropoff) throws InterruptedException {
        var body = Map.of("pickup", pickup, "dropoff", dropoff);
        return account.send(Call.post(base.resolve("/v1/quotes"), body))
                .map(reply -> account.read(reply, Quote.class));
    }

    /** Requests a ride. All requests with the same key are one ride. */
    public Answer<RideView> request(Quote quote, GeoPoint pickup, GeoPoint dropoff, String idempotencyKey)
            throws InterruptedException {
        var body = Map.of(
                "quoteId", quote.quoteId(),
                "vehicleClass", Vehicle.STANDARD,
                "pickup", pickup,
                "dropoff", dropoff);
        return account.send(Call.post(base.resolve("/v1/rides"), body).with("Idempotency-Key", idempotencyKey))
                .map(reply -> account.read(reply, RideView.class));
    }

    public Answer<Glance> glance(String rideId, @Nullable String etag) throws InterruptedException {
        Call call = Call.get(ride(rideId, ""));
        return account.send(etag == null ? call : call.with("If-None-Match", etag)).map(reply -> reply.status() == 304
                ? new Glance(Optional.empty(), etag)
                : new Glance(Optional.of(account.read(reply, RideView.class)),
                        reply.headers().firstValue("ETag").orElse(null)));
    }

    /** Cancels a ride, or gives it back. Returns the status alone, because the answer to a driver has no body. */
    public Answer<Integer> cancel(String rideId, String reason) throws InterruptedException {
        return account.send(Call.post(ride(rideId, "/cancel"), Map.of("reason", reason))).map(Reply::status);
    }

    public Answer<RideView> arrive(String rideId) throws InterruptedException {
        return command(rideId, "/arrive", Map.of());
    }

    public Answer<RideView> start(String rideId, String pin) throws InterruptedException {
        return command(rideId, "/start", Map.of("pin", pin));
    }

    public Answer<RideView> complete(String rideId) throws InterruptedException {
        return command(rideId, "/complete", Map.of());
    }

    private Answer<RideView> command(String rideId, String action, Map<String, String> body)
            throws InterruptedException {
        return account.send(Call.post(ride(rideId, action), body)).map(reply -> account.read(reply, RideView.class));
    }

    private URI ride(String id, String action) {
        return base.resolve("/v1/rides/" + id + action);
    }
}
