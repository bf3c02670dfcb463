package dev.ridewire.dispatch.adapter.web.matching;

import dev.ridewire.dispatch.application.matching.ViewingDispatch;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.trace.RequestTrace;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoints for dispatchers. */
@RestController
final class DispatchController {
    private final ViewingDispatch viewing;

    DispatchController(ViewingDispatch viewing) {
        this.viewing = viewing;
    }

    @GetMapping(path = "/v1/ops/rides/{id}/dispatch", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<DispatchResource> dispatch(@PathVariable UUID id, RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        return viewing.of(id).map(DispatchResource::of).switchIfEmpty(
                Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "Dispatch doesn't know that ride.")));
    }
}
