package dev.ridewire.testing.parts;

import dev.ridewire.parts.Folders;
import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for the files of a test part; it is deleted when the JVM ends, at the latest. */
record TemporaryFolder(Path path) {
    /**
     * Creates a folder.
     *
     * @param stop ends the part that uses the folder, when the JVM ends
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

    /** Deletes the folder with its content. */
    void delete() {
        try {
            Folders.delete(path);
        } catch (IOException e) {
            // Files that remain are in the system's temporary folder. They fail no test.
        }
    }
}
