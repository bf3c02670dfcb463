package dev.ridewire.parts;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An account for PostgreSQL, which refuses to run as root. For root, it runs in a user namespace of its own. If a
 * container forbids those, it runs as {@code nobody} with the right to read and write root's files. An ordinary user
 * needs none of this.
 */
final class UnprivilegedAccount {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    /** PostgreSQL looks for its programs with access(2), which ignores the capability without no_setuid_fixup. */
    private static final List<String> AS_NOBODY = List.of(
            "setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override", "--ambient-caps=+dac_override");

    private final List<String> prefix;
    private final int owner;

    private UnprivilegedAccount(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /**
     * Returns the account for this process.
     *
     * @throws PartFailedException if the process is root and can't drop the rights
     */
    static UnprivilegedAccount find() {
        int uid = (int) new UnixSystem().getUid();
        if (uid != ROOT) {
            return new UnprivilegedAccount(List.of(), uid);
        }
        if (works(NAMESPACE)) {
            return new UnprivilegedAccount(NAMESPACE, ROOT);
        }
        if (works(AS_NOBODY)) {
            return new UnprivilegedAccount(AS_NOBODY, NOBODY);
        }
        throw new PartFailedException(
                "PostgreSQL refuses to run as root, and neither `unshare --user` nor `setpriv` (util-linux) works here.");
    }

    /** Returns the command, run as the account. The process id remains that of the command. */
    List<String> running(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Makes the account the owner of a folder and its content, as PostgreSQL requires. */
    void own(Path folder) throws IOException {
        if (prefix.isEmpty() || (int) Files.getAttribute(folder, "unix:uid") == owner) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", owner);
            }
        }
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
