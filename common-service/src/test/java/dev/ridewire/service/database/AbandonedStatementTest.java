package dev.ridewire.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import io.r2dbc.pool.ConnectionPool;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads that their callers give up while the server still works on them, beside reads that are wanted. */
class AbandonedStatementTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 8;
    private static final int WANTED = 40;
    /** Locks a row for as long as the test likes; each abandoned read waits for it. */
    private static final String SLOW_READ = "select id from slow for update";
    private static final String SLOW_READS = """
            select count(*) from pg_stat_activity
             where datname = current_database() and query like '%from slow for update%' and wait_event_type = 'Lock'
               and pid <> pg_backend_pid()""";

    private ServiceDatabase database;
    private ConnectionPool pool;
    private DatabaseClient client;

    @BeforeEach
    void connect() throws SQLException {
        database = TestParts.postgres().freshDatabase("booking");
        asOwner("create table slow (id integer); insert into slow values (1); grant select, update on slow to %s"
                .formatted(database.appUser()));
        pool = BoundedPool.of(TestDatabases.settingsOf(database, Map.of(
                "ridewire.database.pool.initial-size", Integer.toString(CONNECTIONS),
                "ridewire.database.pool.max-size", Integer.toString(CONNECTIONS),
                "ridewire.database.timeouts.lock", "30s",
                "ridewire.database.timeouts.statement", "30s")));
        pool.warmup().block(PATIENCE);
        client = DatabaseClient.create(pool);
    }

    @AfterEach
    void disconnect() {
        pool.dispose();
    }

    @Test
    void theNextReadDoesNotWaitBehindAnAbandonedOne() throws SQLException {
        try (var holder = DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword())) {
            lock(holder);
            var abandoned = read();
            awaitSlowReads(1);

            abandoned.dispose();

            assertThat(count(SLOW_READS)).as("the abandoned read still runs when the next one is answered").isOne();
        }
        awaitIdle();
    }

    @Test
    void wantedReadsShareTheConnectionsThatAStormOfAbandonedOnesLeaves() throws SQLException {
        try (var holder = DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword())) {
            lock(holder);
            var abandoned = IntStream.range(0, CONNECTIONS - 2).mapToObj(_ -> read()).toList();
            awaitSlowReads(abandoned.size());

            var wanted = Flux.range(0, WANTED)
                    .flatMap(number -> number < abandoned.size()
                            ? Mono.fromRunnable(abandoned.get(number)::dispose).then(counted(SLOW_READS))
                            : counted(SLOW_READS), WANTED)
                    .collectList().block(PATIENCE);

            assertThat(wanted).hasSize(WANTED).containsOnly((long) abandoned.size());
            assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isEqualTo(abandoned.size());
        }
        awaitIdle();
    }

    @Test
    void aConnectionWhoseAbandonedReadFailsIsLentAgain() throws SQLException {
        try (var holder = DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword())) {
            lock(holder);
            var abandoned = read();
            awaitSlowReads(1);
            abandoned.dispose();
            try (var cancel = holder.createStatement()) {
                cancel.execute("select pg_cancel_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()");
            }

            awaitIdle();
            assertThat(pool.getMetrics().orElseThrow().allocatedSize()).isEqualTo(CONNECTIONS);
        }
    }

    private Disposable read() {
        return client.sql(SLOW_READ).mapValue(Integer.class).one().subscribe();
    }

    private long count(String sql) {
        return Objects.requireNonNull(counted(sql).block(PATIENCE));
    }

    private Mono<Long> counted(String sql) {
        return client.sql(sql).mapValue(Long.class).one();
    }

    private void awaitSlowReads(int reads) {
        await().atMost(PATIENCE).until(() -> count(SLOW_READS) == reads);
    }

    private void awaitIdle() {
        await().atMost(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .until(() -> pool.getMetrics().orElseThrow().acquiredSize() == 0);
    }

    private static void lock(java.sql.Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (var statement = holder.createStatement()) {
            statement.execute(SLOW_READ);
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
