package dev.ridewire.parts;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A command prefix that keeps the terminal's Ctrl-C from a child; the process id stays the command's. */
public final class OwnSession {
    public static final List<String> PREFIX = isOnPath("setsid")
            ? List.of("setsid")
            // macOS has none; a signal ignored here stays ignored in the program (PostgreSQL alone takes it back).
            : List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private OwnSession() {}

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
