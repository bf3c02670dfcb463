package dev.ridewire.bench.textbook;

import java.math.BigDecimal;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint. */
@RestController
class RidesController {
    private final RideService rides;

    RidesController(RideService rides) {
        this.rides = rides;
    }

    /** The request as clients send it. */
    record RideRequest(String quoteId, String vehicleClass, Place pickup, Place dropoff) {}

    record Place(double lat, double lng) {}

    record Money(BigDecimal amount, String currency) {}

    record RideView(UUID id, String riderId, String state, long version, int attempt, String vehicleClass, Place pickup,
            Place dropoff, Money quotedFare, String pin, Instant requestedAt, Instant stateChangedAt) {}

    @PostMapping("/v1/rides")
    ResponseEntity<RideView> request(@RequestHeader("Idempotency-Key") String key, @RequestBody RideRequest request,
            Principal person) {
        RideEntity ride = rides.request(person.getName(), key, request);
        return ResponseEntity.created(URI.create("/v1/rides/" + ride.getId())).body(ride.toView());
    }
}
