package dev.ridewire.testing.web;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A table of endpoints against people, whose cells are the statuses of the answers. */
public final class SecurityMatrix {
    private final List<String> people;
    private final List<List<String>> rows;

    private SecurityMatrix(List<List<String>> lines) {
        this.people = lines.getFirst();
        this.rows = lines.subList(1, lines.size());
    }

    /** Reads a table of cells between bars. Its first line names the people, its first column the endpoints. */
    public static SecurityMatrix of(String table) {
        return new SecurityMatrix(
                table.lines().map(line -> Stream.of(line.split("\\|")).map(String::strip).toList()).toList());
    }

    /** Returns the endpoints, in the form of {@link ApiDocument#endpoints}. */
    public Stream<String> endpoints() {
        return rows.stream().map(List::getFirst);
    }

    /** A test of one cell. */
    @FunctionalInterface
    public interface Check {
        void check(String endpoint, String who, int status);
    }

    /** Returns a test for each cell. */
    public Stream<DynamicTest> tests(Check check) {
        return rows.stream().flatMap(row -> IntStream.range(1, row.size()).mapToObj(column -> {
            String endpoint = row.getFirst();
            String who = people.get(column);
            int status = Integer.parseInt(row.get(column));
            return DynamicTest.dynamicTest("%s by %s: %d".formatted(endpoint, who, status),
                    () -> check.check(endpoint, who, status));
        }));
    }
}
