package dev.ridewire.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** PostgreSQL 18 as a child process: durable, with logical replication, and listening on the loopback only. */
public final class LocalPostgres implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    private final Settings settings;
    private final Superuser superuser;
    private final ChildProcess process;

    /**
     * The files and ports of a server.
     *
     * @param cache         PostgreSQL's programs are unpacked here, once
     * @param data          its data folder, made when missing
     * @param log           its log file
     * @param adminPassword of the superuser {@code postgres}; must stay the same for a data folder
     * @param more          parameters of the server, which win over {@link PostgresSettings}
     */
    public record Settings(
            Path cache,
            Path data,
            Path log,
            int port,
            String adminPassword,
            Map<String, String> more) {
        public Settings {
            Objects.requireNonNull(cache, "cache");
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(log, "log");
            Objects.requireNonNull(adminPassword, "adminPassword");
            more = Map.copyOf(more);
        }

        /** Creates settings without changes to {@link PostgresSettings}. */
        public Settings(Path cache, Path data, Path log, int port, String adminPassword) {
            this(cache, data, log, port, adminPassword, Map.of());
        }
    }

    private LocalPostgres(Settings settings, Superuser superuser, ChildProcess process) {
        this.settings = settings;
        this.superuser = superuser;
        this.process = process;
    }

    /** Starts it; see {@link #start(Settings, Consumer)}. */
    public static LocalPostgres start(Settings settings) {
        return start(settings, process -> {});
    }

    /**
     * Starts it and waits until it takes connections.
     *
     * @param spawned receives the process at once, before it is ready
     * @throws PartFailedException if it takes none; the message says why
     */
    public static LocalPostgres start(Settings settings, Consumer<ChildProcess> spawned) {
        Path programs = PostgresBinaries.in(settings.cache());
        UnprivilegedAccount account = UnprivilegedAccount.find();
        try {
            PostgresData.prepare(settings, programs, account);
        } catch (IOException e) {
            throw new BrokenDataException("PostgreSQL's data folder " + settings.data() + " can't be used: " + e, e);
        }
        var superuser = new Superuser(settings.port(), settings.adminPassword());
        return new LocalPostgres(settings, superuser, ChildProcess.start(
                new ChildProcess.Spec(
                        "postgres", account.running(serverCommand(settings, programs)), Map.of(), settings.log(),
                        Signal.INT, STOP_GRACE),
                spawned, superuser::isWelcome, START_PATIENCE));
    }

    /** Creates a service's database and roles, or updates them to the required state. */
    public void provision(ServiceDatabase database) {
        superuser.provision(database);
    }

    /** Opens a connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        return superuser.connect(database);
    }

    public int port() {
        return settings.port();
    }

    public ChildProcess process() {
        return process;
    }

    /** Stops it with a fast shutdown: it disconnects clients, and loses no committed data. */
    public void stop() {
        process.stop();
    }

    @Override
    public void close() {
        stop();
    }

    private static List<String> serverCommand(Settings settings, Path programs) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/postgres").toString(), "-D", settings.data().toAbsolutePath().toString(),
                "-p", Integer.toString(settings.port())));
        var parameters = new LinkedHashMap<>(PostgresSettings.LOCAL);
        parameters.putAll(settings.more());
        parameters.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }
}
