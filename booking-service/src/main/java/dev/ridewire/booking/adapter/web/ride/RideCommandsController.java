package dev.ridewire.booking.adapter.web.ride;

import dev.ridewire.booking.adapter.web.Actors;
import dev.ridewire.booking.adapter.web.BookingProblems;
import dev.ridewire.booking.adapter.web.Headers;
import dev.ridewire.booking.adapter.web.ride.RideViews.RideView;
import dev.ridewire.booking.application.ride.ChangingRide;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.service.trace.Traces;
import dev.ridewire.web.reactive.Uncancellable;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoints for the actions of people on a ride. */
@RestController
@RequestMapping(path = "/v1/rides/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class RideCommandsController {
    private final ChangingRide changingRide;

    RideCommandsController(ChangingRide changingRide) {
        this.changingRide = changingRide;
    }

    /**
     * Ends the ride for a rider or dispatcher and answers with it. A driver gives it back. The answer to that is 204
     * without a body, also when repeated, because a former driver may not see what happens to the ride later.
     */
    @PostMapping("/cancel")
    Mono<ResponseEntity<RideView>> cancel(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RideRequests.Cancel body,
            Person person,
            RequestTrace trace) {
        Actor actor = Actors.of(person);
        return change(id, body.toCommand(actor), ifMatch, actor, trace);
    }

    @PostMapping("/arrive")
    Mono<ResponseEntity<RideView>> arrive(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Person person,
            RequestTrace trace) {
        var driver = new DriverId(person.id());
        return change(id, new RideCommand.Arrive(driver), ifMatch, Actor.driver(driver), trace);
    }

    @PostMapping("/start")
    Mono<ResponseEntity<RideView>> start(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RideRequests.Start body,
            Person person,
            RequestTrace trace) {
        var driver = new DriverId(person.id());
        return change(id, new RideCommand.Start(driver, body.toPin()), ifMatch, Actor.driver(driver), trace);
    }

    @PostMapping("/complete")
    Mono<ResponseEntity<RideView>> complete(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Person person,
            RequestTrace trace) {
        var driver = new DriverId(person.id());
        return change(id, new RideCommand.Complete(driver), ifMatch, Actor.driver(driver), trace);
    }

    private Mono<ResponseEntity<RideView>> change(
            UUID id, RideCommand.OfPerson command, @Nullable String ifMatch, Actor actor, RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        var change = changingRide.change(new RideId(id), command, Headers.ifMatch(ifMatch), Traces.of(trace.context()));
        return Uncancellable.write(change).map(outcome -> switch (outcome) {
            case ChangingRide.Outcome.Done(Ride ride) when !ride.concerns(actor) -> ResponseEntity.noContent().build();
            case ChangingRide.Outcome.Done(Ride ride) -> ResponseEntity.ok()
                    .eTag(Headers.entityTag(ride.version())).body(RideView.of(ride, actor));
            case ChangingRide.Outcome.Refused(var reason) -> throw RideProblems.of(reason);
            case ChangingRide.Outcome.Stale(long version) -> throw RideProblems.staleRide(version);
            case ChangingRide.Outcome.Contended _ -> throw BookingProblems.rideContended();
        });
    }
}
