package dev.ridewire.tracking.adapter.web.ops;

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
import reactor.core.publisher.Sinks;

/** The live views of dispatchers on this instance, bounded in number. They end with their tokens. */
public final class OpsStreams {
    private final StreamLife life;
    private final int mostOpen;
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    /** @param heartbeat the time between comments; shorter than the idle time-outs of the proxies in between */
    public OpsStreams(Duration heartbeat, int mostOpen, Clock clock) {
        this.life = new StreamLife(heartbeat, clock);
        this.mostOpen = mostOpen;
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
            return life.of(events, expiry)
                    .takeUntilOther(closed.asMono())
                    .doFinally(signal -> open.decrementAndGet());
        });
    }

    /** Returns the number of open streams. */
    public int open() {
        return open.get();
    }

    /** Ends all present and later streams: open ones would delay a shutdown for its whole grace period. */
    public void close() {
        closed.tryEmitEmpty();
    }
}
