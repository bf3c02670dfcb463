package dev.ridewire.booking.adapter.web.ride;

import static dev.ridewire.booking.adapter.web.Headers.IDEMPOTENCY_KEY;
import static dev.ridewire.booking.adapter.web.Headers.IDEMPOTENCY_REPLAYED;

import dev.ridewire.booking.adapter.web.Actors;
import dev.ridewire.booking.adapter.web.BookingProblems;
import dev.ridewire.booking.adapter.web.Faults;
import dev.ridewire.booking.adapter.web.Headers;
import dev.ridewire.booking.adapter.web.ride.RideViews.RidePage;
import dev.ridewire.booking.adapter.web.ride.RideViews.RideView;
import dev.ridewire.booking.application.ride.RequestingRide;
import dev.ridewire.booking.application.ride.RideFilter;
import dev.ridewire.booking.application.ride.RideRequest;
import dev.ridewire.booking.application.ride.ViewingRides;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.service.trace.Traces;
import dev.ridewire.web.reactive.Uncancellable;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The endpoints for requesting rides and viewing them. */
@RestController
@RequestMapping(path = "/v1/rides", produces = MediaType.APPLICATION_JSON_VALUE)
final class RidesController {
    private static final int MAX_PAGE = 100;

    private final RequestingRide requestingRide;
    private final ViewingRides viewingRides;
    private final Cursors cursors;

    RidesController(RequestingRide requestingRide, ViewingRides viewingRides, Cursors cursors) {
        this.requestingRide = requestingRide;
        this.viewingRides = viewingRides;
        this.cursors = cursors;
    }

    @PostMapping
    Mono<ResponseEntity<RideView>> request(
            @RequestHeader HttpHeaders headers,
            @RequestBody RideRequests.Ride body,
            Person person,
            RequestTrace trace) {
        Actor rider = Actor.rider(new RiderId(person.id()));
        String key = Headers.idempotencyKey(headers.get(IDEMPOTENCY_KEY));
        RideRequest request = body.toRequest(new RiderId(person.id()));
        return Uncancellable.write(requestingRide.request(request, key, Traces.of(trace.context())))
                .map(outcome -> switch (outcome) {
                    case RequestingRide.Outcome.Requested(Ride ride) -> created(ride, trace).body(
                            RideView.of(ride, rider));
                    case RequestingRide.Outcome.Replayed(Ride ride) -> created(ride, trace)
                            .header(IDEMPOTENCY_REPLAYED, "true").body(RideView.of(ride, rider));
                    case RequestingRide.Outcome.Refused(var reason) -> throw RideProblems.of(reason);
                });
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<RideView>> view(
            @PathVariable UUID id, Person person, RequestTrace trace, ServerWebExchange exchange) {
        trace.tag("ride.id", id.toString());
        Actor viewer = Actors.of(person);
        return viewingRides.view(new RideId(id), viewer)
                .map(ride -> Headers.answer(exchange, Headers.entityTag(ride.version()), RideView.of(ride, viewer)))
                .switchIfEmpty(Mono.error(BookingProblems::rideUnknown));
    }

    @GetMapping
    Mono<RidePage> list(
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String state,
            Person person) {
        var faults = new Faults();
        if (limit < 1 || limit > MAX_PAGE) {
            faults.add("query:limit", "expected: 1..%d".formatted(MAX_PAGE));
        }
        RideFilter filter = filter(state, faults);
        var rider = new RiderId(person.id());
        RideId before = cursor == null ? null : cursors.read(rider, cursor).orElse(null);
        if (cursor != null && before == null) {
            faults.add("query:cursor", "expected: the nextCursor of another page");
        }
        faults.refuseIfAny();
        return viewingRides.history(rider, filter, before, limit).map(page -> new RidePage(
                page.rides().stream().map(ride -> RideView.of(ride, Actor.rider(rider))).toList(),
                page.next() == null ? null : cursors.of(rider, page.next())));
    }

    private static RideFilter filter(@Nullable String state, Faults faults) {
        return switch (state) {
            case null -> RideFilter.ALL;
            case "active" -> RideFilter.ACTIVE;
            case "scheduled" -> RideFilter.SCHEDULED;
            default -> {
                faults.add("query:state", "expected: active or scheduled");
                yield RideFilter.ALL;
            }
        };
    }

    private static ResponseEntity.BodyBuilder created(Ride ride, RequestTrace trace) {
        trace.tag("ride.id", ride.id().toString());
        return ResponseEntity.created(URI.create("/v1/rides/" + ride.id()))
                .eTag(Headers.entityTag(ride.version()));
    }
}
