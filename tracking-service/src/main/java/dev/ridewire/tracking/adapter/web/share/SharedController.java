package dev.ridewire.tracking.adapter.web.share;

import dev.ridewire.tracking.adapter.web.OpenConnections;
import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.tracking.adapter.web.StreamSettings;
import dev.ridewire.tracking.application.share.LinkKey;
import dev.ridewire.tracking.application.share.WatchingShare;
import dev.ridewire.web.load.AddressLimits;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.stream.StreamLife;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The endpoint of shared links, for people without an account. Unknown, revoked and ended links get the same answer, so
 * that nobody learns from it which one theirs is.
 */
@RestController
final class SharedController {
    private final WatchingShare watchingShare;
    private final OpenConnections streams;
    private final AddressLimits limits;
    private final StreamEnds ends;
    private final StreamLife life;

    SharedController(WatchingShare watchingShare, @Qualifier("watcherStreams") OpenConnections streams,
            AddressLimits limits, StreamEnds ends, StreamSettings settings, Clock clock) {
        this.watchingShare = watchingShare;
        this.streams = streams;
        this.limits = limits;
        this.ends = ends;
        this.life = new StreamLife(settings.heartbeat(), clock);
    }

    @GetMapping(path = "/v1/shared/{token}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<SharedResource> look(@PathVariable String token, ServerWebExchange exchange) {
        letIn(exchange);
        return watchingShare.look(LinkKey.of(token)).map(SharedResource::of).switchIfEmpty(Mono.error(this::nothing));
    }

    @GetMapping(path = "/v1/shared/{token}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> watch(@PathVariable String token, ServerWebExchange exchange) {
        letIn(exchange);
        var key = LinkKey.of(token);
        Flux<ServerSentEvent<Object>> views = watchingShare.watch(key)
                .<ServerSentEvent<Object>>map(view -> ServerSentEvent.<Object>builder(SharedResource.of(view))
                        .event("view").build())
                .switchIfEmpty(Mono.error(this::nothing))
                .concatWith(Mono.fromSupplier(() -> ends.event(StreamEnds.Reason.LINK_OVER)));
        return streams.open("link " + key.hash(), end -> life.of(views, ends.eventOf(end)));
    }

    private void letIn(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("Referrer-Policy", "no-referrer");
        headers.setCacheControl("no-store");
        if (!limits.isLetIn(exchange.getRequest())) {
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Nothing was done. See Retry-After.");
        }
    }

    private ProblemException nothing() {
        return new ProblemException(ProblemType.NOT_FOUND, "This link shows nothing, or nothing any more.");
    }
}
