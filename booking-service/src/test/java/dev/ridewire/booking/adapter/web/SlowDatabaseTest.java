package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.service.database.DatabaseProperties;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Requests that the database keeps waiting: each is answered in time all the same, and the answer says when to come
 * back. Runs alone, since it takes every connection and measures time.
 */
@Isolated
class SlowDatabaseTest extends BookingApi {
    private static final int RETRIES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Beyond the bound itself, for a machine that has other things to do. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Autowired
    ConnectionPool pool;
    @Autowired
    DatabaseProperties settings;

    @Test
    void everyConnectionBoundsItsStatementsLocksAndIdleTransactions() {
        Map<String, Object> bounds = database.sql("""
                select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
                       current_setting('idle_in_transaction_session_timeout') as idle""").fetch().one()
                .blockOptional().orElseThrow();

        assertThat(bounds).containsExactlyInAnyOrderEntriesOf(Map.of("statement", "5s", "lock", "2s", "idle", "10s"));
    }

    @Test
    void aCommandForARideThatSomethingElseHoldsIsRefusedInTimeAndDoneLater() {
        var driver = driver();
        JsonNode ride = assignedRide(rider(), driver);

        transactions.execute(holder -> database.sql("select id from ride where id = :id for update")
                .bind("id", UUID.fromString(idOf(ride))).fetch().first()
                .then(elsewhere(() -> {
                    assertUnavailableWithin(settings.timeouts().lock(), () -> post(driver, pathOf(ride) + "/arrive"));
                    return true;
                }))).blockLast(PATIENCE);

        json(post(driver, pathOf(ride) + "/arrive"), 200);
        assertThat(eventsOf(idOf(ride))).isEqualTo(3);
    }

    @Test
    void withoutAFreeConnectionARequestIsRefusedInTimeAndAnsweredLater() {
        var rider = rider();
        Sinks.Empty<Void> enough = Sinks.empty();
        // Periodic work holds a connection at times: a holder that is late for it tries again.
        var holders = Flux.range(0, settings.pool().maxSize())
                .flatMap(_ -> transactions.execute(holder -> database.sql("select 1").fetch().first()
                        .then(enough.asMono())).retry(RETRIES), settings.pool().maxSize())
                .subscribe();
        try {
            await().atMost(PATIENCE)
                    .until(() -> pool.getMetrics().orElseThrow().acquiredSize() == settings.pool().maxSize());

            assertUnavailableWithin(settings.pool().maxAcquire(), () -> get(rider, "/v1/rides"));
        } finally {
            enough.tryEmitEmpty();
        }
        await().atMost(PATIENCE).until(holders::isDisposed);
        json(get(rider, "/v1/rides"), 200);
    }

    private static <T> Mono<T> elsewhere(Callable<T> request) {
        return Mono.fromCallable(request).subscribeOn(Schedulers.boundedElastic());
    }

    private static void assertUnavailableWithin(Duration bound, Supplier<ResponseSpec> request) {
        Instant asked = Instant.now();
        ResponseSpec answer = request.get();

        assertThat(problem(answer, 503, "unavailable").get("retryable").asBoolean()).isTrue();
        answer.expectHeader().valueMatches("Retry-After", "[1-9][0-9]*");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(bound.plus(GRACE));
    }
}
