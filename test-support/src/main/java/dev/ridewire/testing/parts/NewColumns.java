package dev.ridewire.testing.parts;

import dev.ridewire.parts.ServiceDatabase;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * A service's database with one open connection, for the check that prepared statements survive a migration. PostgreSQL
 * refuses a statement that was prepared as {@code select *} once its table has another column. Inside a transaction the
 * driver can't prepare it again.
 */
public final class NewColumns implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(20);
    /**
     * The tables of outbox and inbox without the replication slot, because a slot without a reader would retain WAL.
     */
    private static final String WITHOUT_THE_SLOT = "2";
    /** The comment that each statement of a service begins with. */
    private static final Pattern PURPOSE = Pattern.compile("/\\* ([a-z][a-z ]+) \\*/");

    private final ServiceDatabase database;
    private final SingleConnectionFactory connections;
    private final DatabaseClient client;

    private NewColumns(ServiceDatabase database, SingleConnectionFactory connections) {
        this.database = database;
        this.connections = connections;
        this.client = DatabaseClient.create(connections);
    }

    /** Creates a database with the tables of a service, and connects to it as the service does. */
    public static NewColumns on(String service) {
        ServiceDatabase database = TestParts.postgres().freshDatabase(service);
        migrate(database);
        var factory = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(database.host()).port(database.port()).database(database.name())
                .username(database.appUser()).password(database.appPassword()).build());
        Connection connection = Objects.requireNonNull(factory.create().block(BOUND));
        return new NewColumns(database, new SingleConnectionFactory(connection, factory.getMetadata(), true));
    }

    /** Returns the client that runs every statement on the one connection. */
    public DatabaseClient client() {
        return client;
    }

    /**
     * Runs the statements in a transaction each, adds a column to every table, and runs them again.
     *
     * @param statements all statements of the service, by the purpose in their comment; each must work twice
     * @throws AssertionError if a statement fails after the columns were added, or if one of those in the module's
     *         sources was not prepared
     */
    public void requireThatAllOutliveANewColumn(Map<String, Mono<?>> statements) throws SQLException, IOException {
        statements.values().forEach(this::run);
        requireAllPrepared();
        addColumnToEveryTable();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        statements.forEach((purpose, statement) -> {
            try {
                run(statement);
            } catch (RuntimeException failure) {
                failures.put(purpose, failure);
            }
        });
        if (!failures.isEmpty()) {
            var error = new AssertionError("statements that fail once a migration has added a column: " + failures);
            failures.values().forEach(error::addSuppressed);
            throw error;
        }
    }

    private void run(Mono<?> statement) {
        TransactionalOperator.create(new R2dbcTransactionManager(connections)).transactional(statement).block(BOUND);
    }

    private void requireAllPrepared() throws IOException {
        List<String> prepared = Objects.requireNonNull(client.sql("select statement from pg_prepared_statements")
                .mapValue(String.class).all().collectList().block(BOUND));
        var left = new TreeSet<>(purposesInSources());
        if (left.isEmpty()) {
            throw new AssertionError("no source of this module has a statement (expected: some)");
        }
        left.removeIf(purpose -> prepared.stream().anyMatch(sql -> sql.contains("/* " + purpose + " */")));
        if (!left.isEmpty()) {
            throw new AssertionError("statements that the test does not run: " + left);
        }
    }

    private static List<String> purposesInSources() throws IOException {
        List<String> purposes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                PURPOSE.matcher(Files.readString(file)).results().forEach(found -> purposes.add(found.group(1)));
            }
        }
        return purposes;
    }

    private void addColumnToEveryTable() throws SQLException {
        try (var owner = DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = owner.createStatement()) {
            List<String> tables = new ArrayList<>();
            // A partition has the columns of its table.
            try (var rows = statement.executeQuery("""
                    select oid::regclass::text from pg_class
                     where relnamespace = 'public'::regnamespace
                       and relkind in ('r', 'p')
                       and not relispartition
                       and relname not like '%schema_history'
                    """)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            if (tables.isEmpty()) {
                throw new AssertionError("database %s has no table (expected: some)".formatted(database.name()));
            }
            for (String table : tables) {
                statement.execute("alter table " + table + " add column of_a_newer_release text");
            }
        }
    }

    private static void migrate(ServiceDatabase database) {
        var configuration = Flyway.configure()
                .dataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword())
                .baselineOnMigrate(true).baselineVersion("0");
        // If a transaction held Flyway's own lock, "create index concurrently" would wait for it.
        configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        configuration.locations("classpath:db/migration").load().migrate();
        configuration.locations("classpath:db/messaging").table("messaging_schema_history").target(WITHOUT_THE_SLOT)
                .placeholders(Map.of("publication", database.slot(), "app", database.appUser())).load().migrate();
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
