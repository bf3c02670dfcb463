package dev.ridewire.tracking.adapter.web.share;

import dev.ridewire.tracking.application.share.SharingRide;
import dev.ridewire.tracking.application.share.SharingRide.Sharing;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.reactive.Uncancellable;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoints with which a rider shares a ride. */
@RestController
final class ShareController {
    private final SharingRide sharingRide;

    ShareController(SharingRide sharingRide) {
        this.sharingRide = sharingRide;
    }

    /** Makes a further link. The links made before stay, up to a bound. */
    @PostMapping(path = "/v1/rides/{id}/share", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<LinkResource>> share(@PathVariable UUID id, Person rider, RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        return Uncancellable.write(sharingRide.share(id, rider.id())).switchIfEmpty(noSuchRide())
                .map(sharing -> switch (sharing) {
                    case Sharing.Link(String token) -> ResponseEntity.created(URI.create("/v1/shared/" + token))
                            .body(LinkResource.of(token));
                    case Sharing.RideOver(var state) -> throw new ProblemException(ShareProblems.RIDE_OVER,
                            "There is nothing left to watch.", List.of(), Map.of("currentState", state.name()));
                });
    }

    /** Revokes all links of the ride. Repeating it changes nothing. */
    @DeleteMapping(path = "/v1/rides/{id}/share", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Void>> revoke(@PathVariable UUID id, Person rider, RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        return Uncancellable.write(sharingRide.revoke(id, rider.id())).switchIfEmpty(noSuchRide())
                .map(ride -> ResponseEntity.noContent().build());
    }

    private static <T> Mono<T> noSuchRide() {
        return Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "You have no such ride."));
    }
}
