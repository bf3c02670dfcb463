package dev.ridewire.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A summary as people read it. */
public final class SummaryTable {
    private SummaryTable() {}

    /** @param trace the address of one ride's trace; null if there is none */
    public static String of(SimulationSummary summary, @Nullable URI trace) {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("requested", "%d of %d".formatted(summary.requested(), summary.planned()));
        rows.put("completed", summary.completed());
        rows.put("cancelled", summary.cancelled());
        rows.put("without driver", summary.withoutDriver());
        rows.put("unfinished", summary.unfinished());
        rows.put("with two drivers", summary.doubleDriven());
        rows.put("found another driver", summary.rematched());
        rows.put("median wait to assignment", seconds(summary.medianWaitToAssignment()));
        rows.put("positions sent / seen live", summary.positionsReported() + " / " + summary.positionsSeen());
        rows.put("took", seconds(summary.took()));
        String table = rows.entrySet().stream()
                .map(row -> "  %-27s %s%n".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining());
        String problems = summary.problems().stream().map("  ! %s%n"::formatted).collect(Collectors.joining());
        String look = trace == null ? "" : "one ride's trace: %s%n".formatted(trace);
        return table + problems + look;
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "–" : "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
