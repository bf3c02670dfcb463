package dev.ridewire.testing.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The meters on {@code docs/metrics.md}, and those of the limits on {@code docs/http-api.md}. */
public final class MetricsPage {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String OURS = "ridewire.";
    private static final Pattern NAME = Pattern.compile("`(ridewire\\.[a-z.]+)`");
    private static final Pattern ROW_OF_SERVICE = Pattern.compile("^\\| ([a-z]+) \\| `(ridewire\\.[a-z.]+)` \\|");

    private MetricsPage() {}

    /**
     * Requires that each meter of a running service is on a page, and that the service has each meter that the page
     * says it has.
     *
     * @param service such as {@code booking}
     * @param meters  names of all registered meters, also of libraries
     */
    public static void requireAgreement(String service, Collection<String> meters) {
        var ours = new TreeSet<String>();
        meters.stream().filter(name -> name.startsWith(OURS)).forEach(ours::add);
        var named = new TreeSet<String>();
        var rows = new TreeSet<String>();
        for (String line : linesOf("metrics.md")) {
            collect(line, named);
            var row = ROW_OF_SERVICE.matcher(line);
            if (row.find() && row.group(1).equals(service)) {
                rows.add(row.group(2));
            }
        }
        linesOf("http-api.md").forEach(line -> collect(line, named));

        assertThat(ours).as("meters of %s", service).isNotEmpty();
        assertThat(named).as("meters on the pages").containsAll(ours);
        assertThat(ours).as("meters of %s", service).containsAll(rows);
    }

    private static void collect(String line, Set<String> names) {
        var name = NAME.matcher(line);
        while (name.find()) {
            names.add(name.group(1));
        }
    }

    private static Iterable<String> linesOf(String page) {
        try {
            return Files.readAllLines(DOCS.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
