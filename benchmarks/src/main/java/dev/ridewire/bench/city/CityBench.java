package dev.ridewire.bench.city;

import dev.ridewire.bench.Checkout;
import dev.ridewire.bench.EarlierCommit;
import dev.ridewire.parts.Folders;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what a trip of the demonstration's city costs. */
@Command(name = "city", mixinStandardHelpOptions = true, sortOptions = false, description = "Runs `ridewire demo` on the whole stack of this checkout and of an earlier commit in turn: processor time a trip and a second of idling, by process. The simulator is left out.")
public final class CityBench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--against", paramLabel = "REF", description = "A commit to measure in the same rounds; it is built once and kept.")
    private @Nullable String against;

    @Option(names = "--rides", paramLabel = "N", description = "Rides of a round (default ${DEFAULT-VALUE}).", defaultValue = "150")
    private int rides;

    @Option(names = "--drivers", paramLabel = "N", description = "Drivers on shift (default ${DEFAULT-VALUE}).", defaultValue = "80")
    private int drivers;

    @Option(names = "--rounds", paramLabel = "N", description = "Of each commit in turn, each on a fresh stack (default ${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    @Option(names = "--settle", paramLabel = "SECONDS", description = "From the start of a stack until its idling is measured (default ${DEFAULT-VALUE}).", defaultValue = "60")
    private int settle;

    @Option(names = "--idle", paramLabel = "SECONDS", description = "How long idling is measured (default ${DEFAULT-VALUE}).", defaultValue = "60")
    private int idle;

    @Option(names = "--quick", description = "Settles for 20 s and idles for 20 s.")
    private boolean quick;

    @Option(names = "--base-port", paramLabel = "N", description = "See `ridewire up --help` (default ${DEFAULT-VALUE}).", defaultValue = "18080")
    private int basePort;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the numbers go as JSON (default ${DEFAULT-VALUE}).", defaultValue = "city-bench.json")
    private Path json = Path.of("city-bench.json");

    @Option(names = "--work", paramLabel = "FOLDER", description = "For data and logs; by default a temporary folder that is deleted when all went well.")
    private @Nullable Path work;

    @Override
    public Integer call() throws Exception {
        if (quick) {
            settle = 20;
            idle = 20;
        }
        Path folder = work == null ? Files.createTempDirectory("ridewire-bench-") : Files.createDirectories(work);
        Map<String, Path> checkouts = new LinkedHashMap<>();
        if (against != null) {
            checkouts.put("before", EarlierCommit.builtFrom(against, this::say));
        }
        checkouts.put("now", Checkout.root());
        List<Day> days = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (var checkout : checkouts.entrySet()) {
                days.add(live(checkout.getKey(), checkout.getValue(), folder, round));
            }
        }
        var report = new Report(days);
        report.print(out());
        report.write(json);
        say("As JSON: " + json.toAbsolutePath());
        if (work == null) {
            Folders.delete(folder);
        }
        return 0;
    }

    private Day live(String name, Path checkout, Path folder, int round) throws Exception {
        say("%d %s: starting the stack".formatted(round, name));
        try (var city = City.start(name, checkout, folder, basePort)) {
            TimeUnit.SECONDS.sleep(settle);
            var started = city.cpuMillis();
            TimeUnit.SECONDS.sleep(idle);
            var idled = city.cpuMillis();
            long began = System.nanoTime();
            int completed = city.live(rides, drivers, round);
            double seconds = (System.nanoTime() - began) / 1e9;
            var day = new Day(name, round, completed, seconds, Day.between(started, idled, idle),
                    Day.between(idled, city.cpuMillis(), completed));
            say(day.asLine());
            return day;
        }
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
