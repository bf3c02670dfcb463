package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.offer.OfferSignals;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Signals by {@code LISTEN} and {@code NOTIFY}, on one connection outside the pool while somebody subscribes. The
 * transaction that changes an offer notifies, so a signal comes with the commit or not at all.
 */
public final class PostgresOfferSignals implements OfferSignals {
    /** The payload is the driver's id. */
    static final String CHANNEL = "dispatch_offers";
    private static final Logger log = LoggerFactory.getLogger(PostgresOfferSignals.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** A connection that died without a word is noticed after both. */
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Mono<PostgresqlConnection> connections;

    /** @param connections a new connection for each subscriber */
    public PostgresOfferSignals(Mono<PostgresqlConnection> connections) {
        this.connections = connections;
    }

    @Override
    public Flux<Signal> signals() {
        return Flux.usingWhen(connections, PostgresOfferSignals::listen,
                connection -> connection.close().timeout(ANSWER).onErrorComplete())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY).maxBackoff(LONGEST_PAUSE).transientErrors(true)
                        .doBeforeRetry(lost -> log.atWarn().setCause(lost.failure())
                                .log("connection for offer signals lost; reconnecting")));
    }

    private static Flux<Signal> listen(PostgresqlConnection connection) {
        Flux<Signal> changed = connection.getNotifications().map(
                notification -> new Signal.Changed(Objects.requireNonNull(notification.getParameter(), "payload")));
        Flux<Signal> ended = Flux.error(() -> new IllegalStateException("the server closed the connection"));
        Flux<Signal> checks = Flux.interval(CHECK).onBackpressureDrop()
                .concatMap(_ -> run(connection, "select 1"), 1).thenMany(Flux.empty());
        // Notifications are received before the server sends the first.
        return Flux.merge(changed.concatWith(ended), checks,
                run(connection, "listen " + CHANNEL).thenReturn(new Signal.Missed()));
    }

    private static Mono<Void> run(PostgresqlConnection connection, String statement) {
        return connection.createStatement(statement).execute().concatMap(PostgresqlResult::getRowsUpdated).then()
                .timeout(ANSWER);
    }
}
