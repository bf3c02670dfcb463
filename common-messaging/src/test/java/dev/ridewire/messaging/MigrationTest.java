package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {
    private static final String STRAYS = "select count(*) from outbox where tableoid::regclass::text = 'outbox_default'";

    private static ServiceDatabase database;
    private static TestService service;

    @BeforeAll
    static void start() {
        database = TestParts.postgres().freshDatabase("booking");
        service = TestService.start(database, "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false", "ridewire.messaging.outbox.maintenance=1h");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "update outbox set version = version + 1",
            "delete from outbox",
            "truncate outbox",
            "drop table outbox",
            "delete from outbox_watermark",
            "create table mine (id int)",
            "insert into outbox_default select * from outbox"})
    void theApplicationMayOnlyAppendToTheOutbox(String statement) {
        assertThatThrownBy(() -> service.execute(statement)).rootCause()
                .hasMessageMatching(".*(permission denied|must be owner).*");
    }

    @Test
    void eventsGoToTheirDaysPartition() {
        service.record(ride(UUID.randomUUID().toString(), 1));

        assertThat(service.number("select count(*) from outbox where tableoid::regclass::text = 'outbox_default'"))
                .isZero();
        assertThat(service.number("select count(*) from outbox")).isPositive();
    }

    @Test
    void anOldPartitionIsDroppedOnceItIsPublishedAndNotBefore() throws SQLException {
        asOwner("create table outbox_20200102 (like outbox including defaults including constraints)");
        asOwner("alter table outbox attach partition outbox_20200102 for values from ('2020-01-02') to ('2020-01-03')");
        asOwner("""
                insert into outbox (id, topic, aggregate_id, type, source, version, occurred_at, payload, recorded_at)
                values (gen_random_uuid(), 't', 'a', 'ty', 's', 1, now(), '', '2020-01-02 12:00Z')""");

        assertThat(service.number("select outbox_maintain(3, interval '3 days')")).isZero();

        asOwner("update outbox_watermark set transactions_below = (select max(transaction_id) + 1 from outbox), republish_from = 0");
        assertThat(service.number("select outbox_maintain(3, interval '3 days')")).as("while republishing").isZero();

        asOwner("update outbox_watermark set republish_from = null");
        assertThat(service.number("select outbox_maintain(3, interval '3 days')")).isEqualTo(1);
        assertThat(service.number("select count(*) from pg_class where relname = 'outbox_20200102'")).isZero();
    }

    @Test
    void aPartitionThatSomebodyReadsStaysAndTheComingDaysAreMadeAllTheSame() throws SQLException {
        asOwner("create table outbox_20200104 (like outbox including defaults including constraints)");
        asOwner("alter table outbox attach partition outbox_20200104 for values from ('2020-01-04') to ('2020-01-05')");
        try (var reader = DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(),
                database.ownerPassword())) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from outbox_20200104");

            assertThat(service.number("select outbox_maintain(9, interval '3 days')")).isZero();
        }
        assertThat(service.number("""
                select count(*) from pg_class
                 where relname = 'outbox_' || to_char((now() at time zone 'UTC')::date + 9, 'YYYYMMDD')"""))
                .isEqualTo(1);
        assertThat(service.number("select outbox_maintain(3, interval '3 days')")).isEqualTo(1);
    }

    /**
     * The server's own bound tells how long locks were waited for: one try of each kind fits in, one a partition does
     * not.
     */
    @Test
    void readersOfOldDaysHoldUpNeitherCommandsNorTheMakingOfComingDays() throws SQLException {
        for (int day = 6; day <= 9; day++) {
            asOwner("create table outbox_2020010%d (like outbox including defaults including constraints)"
                    .formatted(day));
            asOwner("alter table outbox attach partition outbox_2020010%d for values from ('2020-01-%d') to ('2020-01-%d')"
                    .formatted(day, day, day + 1));
        }
        try (var reader = DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(),
                database.ownerPassword())) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from outbox");

            asOwner("set statement_timeout = '2500ms'; select outbox_maintain(12, interval '3 days')");
        }
        asOwner("select outbox_maintain(12, interval '3 days')");
        assertThat(service.number("""
                select count(*) from pg_class
                 where relname = 'outbox_' || to_char((now() at time zone 'UTC')::date + 12, 'YYYYMMDD')"""))
                .isEqualTo(1);
        assertThat(service.number("select count(*) from pg_class where relname ~ '^outbox_2020010[6-9]$'")).isZero();
    }

    @Test
    void rowsOfTheDefaultPartitionAreForgottenOnceTheyAreOldAndPublishedAndNotBefore() throws SQLException {
        asOwner("""
                insert into outbox (id, topic, aggregate_id, type, source, version, occurred_at, payload, recorded_at)
                values (gen_random_uuid(), 't', 'a', 'ty', 's', 1, now(), '', '2020-02-02 12:00Z')""");
        asOwner("update outbox_watermark set transactions_below = 0");
        assertThat(service.number(STRAYS)).isEqualTo(1);
        assertThat(service.number("select outbox_forget_strays(interval '3 days', 100)")).as("not published").isZero();

        asOwner("update outbox_watermark set transactions_below = (select max(transaction_id) + 1 from outbox)");
        assertThat(service.number("select outbox_forget_strays(interval '9999 days', 100)")).as("not old").isZero();
        assertThat(service.number("select outbox_forget_strays(interval '3 days', 100)")).isEqualTo(1);
        assertThat(service.number(STRAYS)).isZero();
    }

    @Test
    void eventsSetAsideAreForgottenAfterTheirTimeAndNotBefore() throws SQLException {
        asOwner("""
                insert into outbox_set_aside (id, topic, aggregate_id, type, source, version, occurred_at, payload, reason,
                                              set_aside_at)
                select gen_random_uuid(), 't', 'a', 'ty', 's', 1, now(), '', 'too large', now() - age
                  from unnest(array[interval '2 days', interval '1 hour']) as age""");

        try (var keeping = TestService.start(database, "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false", "ridewire.messaging.outbox.maintenance=100ms",
                "ridewire.messaging.outbox.set-aside-retention=1d")) {
            await().until(() -> keeping.number("select count(*) from outbox_set_aside") == 1);
            assertThat(keeping
                    .number("select count(*) from outbox_set_aside where set_aside_at > now() - interval '1 day'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aSecondStartFindsEverythingInPlace() {
        try (var again = TestService.start(database, "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false")) {
            assertThat(again.number(
                    "select count(*) from pg_replication_slots where slot_name = current_database() || '_outbox'"))
                    .isEqualTo(1);
            assertThat(again.number(
                    "select count(*) from pg_publication where pubname = current_database() || '_outbox' and pubinsert "
                            + "and not pubupdate and not pubdelete and pubviaroot"))
                    .isEqualTo(1);
        }
    }

    private static void asOwner(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
