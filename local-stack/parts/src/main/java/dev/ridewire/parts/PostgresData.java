package dev.ridewire.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** PostgreSQL's data folder, which is either complete or missing. */
final class PostgresData {
    private static final Duration INITDB_PATIENCE = Duration.ofMinutes(2);
    private static final Pattern REPLICATION_RULE = Pattern.compile("^(local|host)\\s+replication\\s");

    private PostgresData() {}

    /**
     * Creates the folder if there is none.
     *
     * @throws IOException if it can't be used; the message says why
     */
    static void prepare(LocalPostgres.Settings settings, Path programs, UnprivilegedAccount account)
            throws IOException {
        Path data = settings.data();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            account.own(data);
            return;
        }
        if (Files.exists(data) && !Folders.isEmpty(data)) {
            throw new IOException("it holds something that is not a database");
        }
        // The folder has another name until it is complete. A run that was killed half-way leaves nothing that looks
        // like a database.
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

    /** The services' roles may use replication for the outbox's slot, but they may not copy the whole cluster. */
    private static void refusePhysicalReplication(Path data) throws IOException {
        Path rules = data.resolve("pg_hba.conf");
        Files.write(rules, Files.readAllLines(rules).stream().filter(rule -> !REPLICATION_RULE.matcher(rule).find())
                .toList());
    }

    private static void initialise(
            LocalPostgres.Settings settings, Path programs, UnprivilegedAccount account, Path data, Path password)
            throws IOException {
        Files.createDirectories(settings.log().toAbsolutePath().getParent());
        Process initdb = new ProcessBuilder(account.running(List.of(
                programs.resolve("bin/initdb").toString(), "--pgdata=" + data.toAbsolutePath(),
                "--username=" + Superuser.NAME,
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
