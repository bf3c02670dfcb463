package dev.ridewire.stack.home;

import dev.ridewire.parts.BrokenDataException;
import dev.ridewire.parts.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The folder a stack lives in, {@code .ridewire} by default.
 *
 * @param folder holds data, logs, run, keys and cache
 */
public record Home(Path folder) {
    public Home {
        Objects.requireNonNull(folder, "folder");
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Creates the missing folders.
     *
     * @throws BrokenDataException if they can't be written to
     */
    public void prepare() {
        for (Path part : List.of(data(), logs(), run(), keys(), cache())) {
            try {
                Files.createDirectories(part);
            } catch (IOException e) {
                throw new BrokenDataException("The folder " + part + " can't be used: " + e, e);
            }
            if (!Files.isWritable(part)) {
                throw new BrokenDataException(
                        "The folder " + part + " can't be written to by " + System.getProperty("user.name") + ".",
                        new IOException("read-only"));
            }
        }
    }

    /** Deletes all data; logs, keys and cache remain. */
    public void wipeData() {
        try {
            Folders.delete(data());
            Files.createDirectories(data());
        } catch (IOException e) {
            throw new BrokenDataException("The data in " + data() + " can't be deleted: " + e, e);
        }
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path run() {
        return folder.resolve("run");
    }

    public Path keys() {
        return folder.resolve("keys");
    }

    public Path cache() {
        return folder.resolve("cache");
    }
}
