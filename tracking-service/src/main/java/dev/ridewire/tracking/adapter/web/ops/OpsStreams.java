package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.stream.StreamLife;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The live views of dispatchers on this instance, bounded in number. They end with their tokens, and say why. */
public final class OpsStreams {
    private final StreamLife life;
    private final StreamEnds ends;
    private final int mostOpen;
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.One<StreamEnds.Reason> closed = Sinks.one();

    /** @param heartbeat the time between comments; shorter than the idle time-outs of the proxies in between */
    public OpsStreams(Duration heartbeat, int mostOpen, StreamEnds ends, Clock clock) {
        this.life = new StreamLife(heartbeat, clock);
        this.mostOpen = mostOpen;
        this.ends = ends;
    }

    /** Returns the values as events of one name. */
    Flux<ServerSentEvent<Object>> of(String name, Flux<?> values, JwtAuthenticationToken token) {
        Instant expiry = Objects.requireNonNull(token.getToken().getExpiresAt(), "tokens without exp are refused");
        return Flux.defer(() -> {
            if (open.incrementAndGet() > mostOpen) {
                open.decrementAndGet();
                return Flux.error(new ProblemException(ProblemType.UNAVAILABLE, "Too many streams are open here."));
            }
            Flux<ServerSentEvent<Object>> events = values
                    .map(value -> ServerSentEvent.<Object>builder(value).event(name).build());
            Mono<StreamEnds.Reason> end = Mono.firstWithValue(closed.asMono(),
                    life.at(expiry).map(tick -> StreamEnds.Reason.TOKEN_EXPIRED));
            return life.of(events, end.map(ends::event))
                    .doFinally(signal -> open.decrementAndGet());
        });
    }

    /** Returns the number of open streams. */
    public int open() {
        return open.get();
    }

    /** Ends all present and later streams: open ones would delay a shutdown for its whole grace period. */
    public void close() {
        closed.tryEmitValue(StreamEnds.Reason.SHUTDOWN);
    }
}
