package dev.ridewire.parts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs for this machine, unpacked once from the class path (io.zonky.test.postgres) into a folder. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * Returns the folder that holds {@code bin}, {@code lib} and {@code share}.
     *
     * @param cache the folder for it; several processes may share it
     */
    static Path in(Path cache) {
        String archive = "/postgres-" + system() + "-" + architecture() + ".txz";
        try {
            Path folder = cache.resolve("postgres-" + checksum(archive));
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(cache);
                Path unpacked = Files.createTempDirectory(cache, "unpacking-");
                unpack(archive, unpacked);
                putInPlace(unpacked, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new PartFailedException("PostgreSQL can't be unpacked into " + cache + ": " + e, e);
        }
    }

    private static void putInPlace(Path unpacked, Path folder) throws IOException {
        Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process was faster; its copy is as good.
            Folders.delete(unpacked);
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(open(archive)))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null;) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive points outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(
                            file,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    /** Returns the folder's name, which differs for each version, so that their files never mix. */
    private static String checksum(String archive) throws IOException {
        var checksum = new CRC32C();
        try (InputStream in = open(archive)) {
            in.transferTo(new java.util.zip.CheckedOutputStream(java.io.OutputStream.nullOutputStream(), checksum));
        }
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    private static InputStream open(String archive) {
        @Nullable
        InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new PartFailedException(
                    "There is no PostgreSQL for this machine on the class path (" + archive + ").");
        }
        return new BufferedInputStream(in);
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
    }
}
