package dev.ridewire.parts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell process that ends a child when this JVM is gone, even after {@code kill -9}. It reads from a pipe that only
 * this JVM holds, so it wakes when the kernel closes the pipe. (Linux's parent-death signal would follow the starting
 * thread, not the JVM.)
 */
final class ParentWatch {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            cat >/dev/null
            kill -"$1" "$2" 2>/dev/null || exit 0
            for second in 1 2 3 4 5 6 7 8 9 10; do
              kill -0 "$2" 2>/dev/null || exit 0
              sleep 1
            done
            kill -KILL "$2" 2>/dev/null
            """;

    private final Process shell;

    private ParentWatch(Process shell) {
        this.shell = shell;
    }

    static ParentWatch over(long pid, Signal end) {
        List<String> command = new ArrayList<>(OwnSession.PREFIX);
        command.addAll(List.of("sh", "-c", SCRIPT, "parent-watch", end.name(), Long.toString(pid)));
        try {
            return new ParentWatch(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new PartFailedException("no shell to watch over process " + pid + ": " + e.getMessage(), e);
        }
    }

    /**
     * The child is gone, and another process may get its number soon. So nothing may send signals to that number any
     * more.
     */
    void end() {
        shell.destroyForcibly();
    }
}
