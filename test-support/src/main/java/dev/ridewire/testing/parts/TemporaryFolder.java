package dev.ridewire.testing.parts;

import dev.ridewire.parts.Folders;
import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for the files of a test part; the JVM deletes it at its end at the latest. */
record TemporaryFolder(Path path) {
    /**
     * A new one.
     *
     * @param stop ends the part that uses it, when the JVM ends
     */
    static TemporaryFolder untilExit(Runnable stop) {
        try {
            var folder = new TemporaryFolder(Files.createTempDirectory("ridewire-test-"));
            TestParts.atExit(() -> {
                stop.run();
                folder.delete();
            });
            return folder;
        } catch (IOException e) {
            throw new PartFailedException("no temporary folder: " + e.getMessage(), e);
        }
    }

    /** With all that is in it. */
    void delete() {
        try {
            Folders.delete(path);
        } catch (IOException e) {
            // What is left lies in the system's temporary folder, and is no test's failure.
        }
    }
}
