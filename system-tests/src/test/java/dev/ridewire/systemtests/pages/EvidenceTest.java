package dev.ridewire.systemtests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A promise rests on the tests it names: one that is renamed or deleted takes the promise with it, unless somebody
 * notices.
 */
class EvidenceTest {
    private static final Path ROOT = root();
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:#(\\w+))?`");

    @Test
    void everyTestThatAPageNamesExists() throws IOException {
        var tests = sourcesOfTests();
        var pages = files(ROOT.resolve("docs"), ".md");

        var missing = pages.stream().flatMap(page -> missingFrom(page, tests)).toList();

        assertThat(missing).as("tests that pages name and nobody has written").isEmpty();
    }

    @Test
    void thePageOfPromisesNamesEvidence() {
        var page = read(ROOT.resolve("docs/reliability.md"));

        assertThat(NAMED_TEST.matcher(page).results().count()).isGreaterThan(20);
    }

    @Test
    void everyPromiseOfBookingNamesEvidence() {
        var promises = read(ROOT.resolve("docs/booking.md")).lines().filter(line -> line.startsWith("|")).skip(2)
                .toList();

        assertThat(promises).hasSizeGreaterThan(20).allMatch(promise -> NAMED_TEST.matcher(promise).find());
    }

    private static Stream<String> missingFrom(Path page, Map<String, String> tests) {
        return NAMED_TEST.matcher(read(page)).results()
                .filter(named -> {
                    var source = tests.get(named.group(1));
                    return source == null || (named.group(2) != null && !source.contains(" " + named.group(2) + "("));
                })
                .map(named -> ROOT.relativize(page) + ": " + named.group());
    }

    private static Map<String, String> sourcesOfTests() throws IOException {
        var sources = new HashMap<String, String>();
        for (var file : files(ROOT, ".java")) {
            if (file.toString().contains("/src/test/")) {
                sources.merge(file.getFileName().toString().replace(".java", ""), read(file), String::concat);
            }
        }
        return sources;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/node_modules/"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + file, e);
        }
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/adr"))) {
            folder = Objects.requireNonNull(folder.getParent(), "these tests run inside the project");
        }
        return folder;
    }
}
