package dev.ridewire.messaging.config;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.service.database.BoundedPool;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.OwnPostgres;
import dev.ridewire.testing.parts.PatientDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;

/** An attacker on the network between a service and its database reads nothing, and can't impersonate the database. */
class EncryptedDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private static Path folder;
    private static OwnPostgres postgres;
    private static ServiceDatabase database;
    private static Path ownRoot;
    private static Path foreignRoot;

    @BeforeAll
    static void start() throws SQLException, IOException, GeneralSecurityException, InterruptedException {
        var own = ServerCertificate.in(folder, "own");
        ownRoot = own.file();
        foreignRoot = ServerCertificate.in(folder, "foreign").file();
        postgres = TestParts.postgres(Map.of());
        database = postgres.freshDatabase("booking");
        try (Connection superuser = postgres.asSuperuser("postgres")) {
            // The server's own account writes them, for it must own its key.
            write(superuser, own.certificate(), "server.crt");
            write(superuser, own.key(), "server.key");
            try (var statement = superuser.createStatement()) {
                statement.execute("alter system set ssl = on");
                statement.execute("select pg_reload_conf()");
            }
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> isEncryptedOverJdbc("127.0.0.1", "require", null));
    }

    private static void write(Connection superuser, List<String> lines, String file) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("copy (select unnest(string_to_array('%s', ' ; '))) to program 'umask 077; cat > %s'"
                    .formatted(String.join(" ; ", lines), file));
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void aServiceThatKnowsItsDatabaseTalksToItEncryptedAllOver() throws SQLException {
        var rideId = UUID.randomUUID().toString();
        try (var rides = new TopicReader(TestParts.kafka().bootstrapServers(), EventStreams.RIDES.topic());
                var service = TestService.start(database, TestParts.kafka().bootstrapServers(), none -> {},
                        "ridewire.database.ssl-mode=verify-full",
                        "ridewire.database.ssl-root-certificate=" + ownRoot)) {
            service.record(ride(rideId, 1));
            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).size() == 1);

            assertThat(connectionsInTheClear()).isZero();
        }
    }

    @Test
    void aServerForWhichNobodyTrustedVouchesIsNotTalkedTo() {
        assertNotTalkedTo("127.0.0.1", foreignRoot);
        assertNotTalkedTo("127.0.0.1", null);
    }

    @Test
    void aServerOfAnotherNameIsNotTalkedTo() throws SQLException {
        assertThat(isEncryptedOverR2dbc("127.0.0.1", "verify-full", ownRoot)).isTrue();
        assertThat(isEncryptedOverJdbc("127.0.0.1", "verify-full", ownRoot)).isTrue();
        assertNotTalkedTo("localhost", ownRoot);
    }

    @Test
    void inTheClearOnlyIfThatIsSaid() throws SQLException {
        assertThat(isEncryptedOverJdbc("127.0.0.1", "disable", null)).isFalse();
        assertThat(isEncryptedOverR2dbc("127.0.0.1", "disable", null)).isFalse();
        assertThat(isEncryptedOverR2dbc("127.0.0.1", "require", null)).isTrue();
    }

    private static void assertNotTalkedTo(String host, @Nullable Path root) {
        assertThatThrownBy(() -> isEncryptedOverJdbc(host, "verify-full", root)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> isEncryptedOverR2dbc(host, "verify-full", root))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    private static long connectionsInTheClear() throws SQLException {
        try (Connection superuser = postgres.asSuperuser("postgres");
                var statement = superuser.prepareStatement(
                        "select count(*) from pg_stat_activity join pg_stat_ssl using (pid) where datname = ? and not ssl and usename is not null")) {
            statement.setString(1, database.name());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static boolean isEncryptedOverJdbc(String host, String mode, @Nullable Path root) throws SQLException {
        var settings = settings(host, mode, root);
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.app(), settings.appPassword());
                var row = connection.createStatement()
                        .executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static boolean isEncryptedOverR2dbc(String host, String mode, @Nullable Path root) {
        var pool = BoundedPool.of(settings(host, mode, root));
        try {
            return Boolean.TRUE.equals(DatabaseClient.create(pool)
                    .sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                    .mapValue(Boolean.class).one().block(PATIENCE));
        } finally {
            pool.dispose();
        }
    }

    private static DatabaseProperties settings(String host, String mode, @Nullable Path root) {
        var values = new HashMap<>(PatientDatabase.propertiesOf(database));
        values.put("ridewire.database.host", host);
        values.put("ridewire.database.ssl-mode", mode);
        if (root != null) {
            values.put("ridewire.database.ssl-root-certificate", root.toString());
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("ridewire.database", DatabaseProperties.class);
    }
}
