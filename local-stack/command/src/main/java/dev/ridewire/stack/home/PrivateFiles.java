package dev.ridewire.stack.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Writes the whole file or none of it. Nobody else can read it at any time. */
    public static void write(Path file, String text) throws IOException {
        Path whole = Files.createTempFile(
                file.getParent(), file.getFileName().toString(), ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, text + "\n");
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
