package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.stream.StreamLife;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * The live views of dispatchers on this instance, bounded in number. They outlive looks that fail. They end with their
 * tokens, and say why.
 */
public final class OpsStreams {
    private static final Logger log = LoggerFactory.getLogger(OpsStreams.class);

    private final StreamLife life;
    private final Duration pause;
    private final StreamEnds ends;
    private final int mostOpen;
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.One<StreamEnds.Reason> closed = Sinks.one();

    /**
     * @param heartbeat the time between comments; shorter than the idle time-outs of the proxies in between
     * @param pause     the time between a look that failed and the next one
     */
    public OpsStreams(Duration heartbeat, Duration pause, int mostOpen, StreamEnds ends, Clock clock) {
        this.life = new StreamLife(heartbeat, clock);
        this.pause = pause;
        this.mostOpen = mostOpen;
        this.ends = ends;
    }

    /**
     * Returns the values as events of one name. A failure before the first event is the answer. After a later one the
     * stream subscribes to the values again, so they must begin with the whole view.
     */
    Flux<ServerSentEvent<Object>> of(String name, Flux<?> values, JwtAuthenticationToken token) {
        return of(name, null, values, token);
    }

    /**
     * Returns the values as {@link #of(String, Flux, JwtAuthenticationToken)} does.
     *
     * @param rideId the ride that the log names; null for a view of many rides
     */
    Flux<ServerSentEvent<Object>> of(
            String name, @Nullable UUID rideId, Flux<?> values, JwtAuthenticationToken token) {
        Instant expiry = Objects.requireNonNull(token.getToken().getExpiresAt(), "tokens without exp are refused");
        return Flux.defer(() -> {
            if (open.incrementAndGet() > mostOpen) {
                open.decrementAndGet();
                return Flux.error(new ProblemException(ProblemType.UNAVAILABLE, "Too many streams are open here."));
            }
            var looks = new Looks(name, rideId);
            Flux<ServerSentEvent<Object>> events = looks.outlivingFailures(values)
                    .map(value -> ServerSentEvent.<Object>builder(value).event(name).build());
            Mono<StreamEnds.Reason> end = Mono.firstWithValue(closed.asMono(),
                    life.at(expiry).map(tick -> StreamEnds.Reason.TOKEN_EXPIRED));
            return life.of(events, end.map(ends::event))
                    .doOnNext(event -> looks.isAnswered = true)
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

    /** The looks of one stream. */
    private final class Looks {
        private final String view;
        private final @Nullable UUID rideId;
        /** A sign that the response is committed, if only by a heartbeat: a failure can no longer be the answer. */
        private volatile boolean isAnswered;
        private boolean isOut;

        Looks(String view, @Nullable UUID rideId) {
            this.view = view;
            this.rideId = rideId;
        }

        <T> Flux<T> outlivingFailures(Flux<T> values) {
            return values.doOnNext(value -> isOut = false)
                    .retryWhen(Retry.from(failures -> failures.concatMap(failed -> pauseAfter(failed.failure()), 1)));
        }

        private Mono<Long> pauseAfter(Throwable failure) {
            if (!isAnswered) {
                return Mono.error(failure);
            }
            // An outage is one line for each stream, however many looks it costs.
            if (!isOut) {
                isOut = true;
                warn(failure);
            }
            return Mono.delay(pause);
        }

        /** Tells the types of the failure only: a message may hold a place. */
        private void warn(Throwable failure) {
            var line = log.atWarn().addKeyValue("view", view);
            if (rideId != null) {
                line = line.addKeyValue("ride.id", rideId);
            }
            line.addKeyValue("failure", failure.getClass().getSimpleName())
                    .addKeyValue("cause", NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName())
                    .log("live view could not be looked up; its stream waits for a look that works");
        }
    }
}
