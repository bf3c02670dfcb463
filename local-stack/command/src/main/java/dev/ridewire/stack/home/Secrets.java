package dev.ridewire.stack.home;

import dev.ridewire.parts.BrokenDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The random secrets of this folder. Each is created at its first use, in a file that only its owner can read. */
public final class Secrets {
    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    public Secrets(Home home) {
        this.folder = home.keys();
    }

    /** Returns 32 random bytes in base64, for a password or a key. */
    public synchronized String get(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[BYTES];
                random.nextBytes(secret);
                PrivateFiles.write(file, Base64.getEncoder().encodeToString(secret));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BrokenDataException("The key " + file + " can't be used: " + e, e);
        }
    }
}
