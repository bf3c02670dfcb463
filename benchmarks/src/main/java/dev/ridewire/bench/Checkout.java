package dev.ridewire.bench;

import dev.ridewire.parts.PartFailedException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The artifacts that Maven built in a checkout, by default in this one. */
public final class Checkout {
    private Checkout() {}

    /** Returns this module's folder. Its classes run from {@code target}, as a folder or as a jar. */
    public static Path benchmarks() {
        try {
            Path classes = Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return classes.resolve("../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the folder of the root {@code pom.xml}. */
    public static Path root() {
        return benchmarks().resolve("..").normalize();
    }

    /**
     * Returns the class path of a module below the benchmarks.
     *
     * @param file the file in its {@code target} to which Maven wrote its dependencies
     */
    public static String classPathOf(String module, String file) {
        Path target = benchmarks().resolve(module).resolve("target");
        try {
            return target.resolve("classes") + File.pathSeparator + Files.readString(target.resolve(file)).strip();
        } catch (IOException e) {
            throw new PartFailedException("Module benchmarks/%s is not built.".formatted(module), e);
        }
    }

    /** Returns the only file in a folder of any checkout that matches a glob. */
    public static Path built(Path folder, String pattern) {
        List<Path> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new PartFailedException("%s can't be read: %s".formatted(folder, e), e);
        }
        if (found.size() != 1) {
            throw new PartFailedException(
                    "There is not exactly one %s in %s; `mvn -B -DskipTests clean package` makes it."
                            .formatted(pattern, folder));
        }
        return found.getFirst();
    }
}
