package dev.ridewire.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** PostgreSQL 18 as a child process: durable, logical replication on, listening on the loopback only. */
public final class LocalPostgres implements AutoCloseable {
    private static final String ADMIN = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final Duration INITDB_PATIENCE = Duration.ofSeconds(120);
    private static final int CONNECT_TIMEOUT_S = 10;
    private static final Pattern REPLICATION_RULE = Pattern.compile("^(local|host)\\s+replication\\s");

    private final Settings settings;
    private final ChildProcess process;

    /**
     * Where it lives.
     *
     * @param cache         PostgreSQL's programs are unpacked here, once
     * @param data          its data folder, made when missing
     * @param log           its log file
     * @param adminPassword of the superuser {@code postgres}; must stay the same for a data folder
     */
    public record Settings(Path cache, Path data, Path log, int port, String adminPassword) {
        public Settings {
            Objects.requireNonNull(cache, "cache");
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(log, "log");
            Objects.requireNonNull(adminPassword, "adminPassword");
        }
    }

    private LocalPostgres(Settings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /** Starts it, telling nobody. See {@link #start(Settings, Consumer)}. */
    public static LocalPostgres start(Settings settings) {
        return start(settings, process -> {});
    }

    /**
     * Starts it and waits until it takes connections.
     *
     * @param spawned told of the process at once, before it is ready
     * @throws PartFailedException if it does not; the message says why
     */
    public static LocalPostgres start(Settings settings, Consumer<ChildProcess> spawned) {
        Path programs = PostgresBinaries.in(settings.cache());
        UnprivilegedAccount account = UnprivilegedAccount.find();
        try {
            prepareData(settings, programs, account);
        } catch (IOException e) {
            throw new BrokenDataException("PostgreSQL's data folder " + settings.data() + " can't be used: " + e, e);
        }
        var postgres = new LocalPostgres(settings, ChildProcess.start(new ChildProcess.Spec(
                "postgres",
                account.running(serverCommand(settings, programs)),
                Map.of(),
                settings.log(),
                Signal.INT,
                STOP_GRACE)));
        spawned.accept(postgres.process);
        try {
            postgres.process.awaitReady(postgres::takesConnections, START_PATIENCE);
        } catch (PartFailedException e) {
            postgres.stop();
            throw e;
        }
        return postgres;
    }

    /** Makes a service's database and roles, or brings them to what they should be. */
    public void provision(ServiceDatabase database) {
        var script = ProvisionScript.with(Map.of(
                "database", database.name(),
                "service", database.service(),
                "owner_password", database.ownerPassword(),
                "app_password", database.appPassword()));
        try {
            try (Connection cluster = connect(ADMIN)) {
                script.runInCluster(cluster);
            }
            try (Connection own = connect(database.name())) {
                script.runInDatabase(own);
            }
        } catch (SQLException e) {
            throw new PartFailedException("database " + database.name() + " can't be set up: " + e.getMessage(), e);
        }
    }

    /** A connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", ADMIN);
        properties.setProperty("password", settings.adminPassword());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_S));
        properties.setProperty("socketTimeout", Integer.toString((int) START_PATIENCE.toSeconds()));
        return DriverManager.getConnection("jdbc:postgresql://" + Ports.HOST + ":" + port() + "/" + database,
                properties);
    }

    public int port() {
        return settings.port();
    }

    public ChildProcess process() {
        return process;
    }

    /** A fast shutdown: clients are cut off, nothing that was committed is lost. */
    public void stop() {
        process.stop();
    }

    @Override
    public void close() {
        stop();
    }

    private boolean takesConnections() {
        if (!Ports.accepts(port())) {
            return false;
        }
        try (Connection connection = connect(ADMIN)) {
            return connection.isValid(CONNECT_TIMEOUT_S);
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> serverCommand(Settings settings, Path programs) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/postgres").toString(), "-D", settings.data().toAbsolutePath().toString(),
                "-p", Integer.toString(settings.port())));
        PostgresSettings.ALL.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private static void prepareData(Settings settings, Path programs, UnprivilegedAccount account) throws IOException {
        Path data = settings.data();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            account.own(data);
            return;
        }
        if (Files.exists(data) && !Folders.isEmpty(data)) {
            throw new IOException("it holds something that is not a database");
        }
        // A name of its own until it is whole: a run that was killed half-way leaves nothing that looks like a database.
        Path making = data.resolveSibling(data.getFileName() + ".making");
        Folders.delete(making);
        Files.createDirectories(making,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(making);
        Path password = Files.createTempFile("ridewire", ".password");
        try {
            Files.writeString(password, settings.adminPassword());
            account.own(password);
            initialise(settings, programs, account, making, password);
            refusePhysicalReplication(making);
        } finally {
            Files.deleteIfExists(password);
        }
        Files.deleteIfExists(data);
        Files.move(making, data);
    }

    /** The services' roles may replicate, for the outbox's slot; a copy of the whole cluster is not theirs to take. */
    private static void refusePhysicalReplication(Path data) throws IOException {
        Path rules = data.resolve("pg_hba.conf");
        Files.write(rules, Files.readAllLines(rules).stream().filter(rule -> !REPLICATION_RULE.matcher(rule).find())
                .toList());
    }

    private static void initialise(
            Settings settings, Path programs, UnprivilegedAccount account, Path data, Path password)
            throws IOException {
        Files.createDirectories(settings.log().toAbsolutePath().getParent());
        Process initdb = new ProcessBuilder(account.running(List.of(
                programs.resolve("bin/initdb").toString(), "--pgdata=" + data.toAbsolutePath(), "--username=" + ADMIN,
                "--auth=scram-sha-256", "--pwfile=" + password, "--encoding=UTF8", "--no-locale",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
                .start();
        try {
            if (!initdb.waitFor(INITDB_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                initdb.destroyForcibly();
                throw new IOException("initdb took longer than " + INITDB_PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (initdb.exitValue() != 0) {
            throw new IOException("initdb failed:\n" + LogTail.of(settings.log(), 12).indent(4));
        }
    }
}
