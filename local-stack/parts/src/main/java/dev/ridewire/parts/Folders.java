package dev.ridewire.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/** Operations on whole folders. */
public final class Folders {
    private Folders() {}

    /** Deletes a folder with its content; a missing one is no error. It does not follow links. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** Copies a folder with its content, including permissions and links, to a place that does not exist yet. */
    public static void copy(Path folder, Path target) throws IOException {
        try (var walk = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) walk::iterator) {
                Files.copy(
                        file, target.resolve(folder.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Reports whether the folder is empty. */
    static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
