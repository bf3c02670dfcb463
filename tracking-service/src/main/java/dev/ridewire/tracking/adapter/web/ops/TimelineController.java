package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.application.life.Spans;
import dev.ridewire.tracking.application.life.ViewingLife;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The endpoints of one ride's life. They don't tag their own traces with the ride: those are no part of its life. */
@RestController
final class TimelineController {
    private static final Logger log = LoggerFactory.getLogger(TimelineController.class);

    private final ViewingLife viewing;
    private final Spans spans;
    private final OpsStreams streams;

    TimelineController(ViewingLife viewing, Spans spans, OpsStreams streams) {
        this.viewing = viewing;
        this.spans = spans;
        this.streams = streams;
    }

    @GetMapping(path = "/v1/ops/rides/{id}/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<TimelineResource> timeline(@PathVariable UUID id) {
        return viewing.of(id).map(TimelineResource::of).switchIfEmpty(Mono.error(TimelineController::unknown));
    }

    @GetMapping(path = "/v1/ops/rides/{id}/timeline/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> watch(@PathVariable UUID id, JwtAuthenticationToken token) {
        Flux<TimelineResource> lives = viewing.watch(id).map(TimelineResource::of)
                .switchIfEmpty(Flux.error(TimelineController::unknown));
        return streams.of("timeline", id, lives, token);
    }

    @GetMapping(path = "/v1/ops/rides/{id}/spans", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<SpansResource> spans(@PathVariable UUID id) {
        return spans.of(id).map(SpansResource::of).defaultIfEmpty(SpansResource.NONE)
                .onErrorMap(error -> {
                    log.atWarn().addKeyValue("ride", id).addKeyValue("cause", error)
                            .log("store of spans did not answer: the time line is shown without spans");
                    return new ProblemException(ProblemType.UNAVAILABLE, "The store of spans does not answer.");
                });
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such ride, or nobody told of it yet.");
    }
}
