package dev.ridewire.bench.city;

import dev.ridewire.bench.CpuMeter;
import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The whole stack of a checkout, in a folder of its own, driven by the checkout's own {@code ridewire} command. */
final class City implements AutoCloseable {
    private static final List<String> PARTS = List.of(
            "tracking", "dispatch", "booking", "kafka", "postgres", "zipkin");
    private static final Pattern COMPLETED = Pattern.compile("(?m)^ *completed +(\\d+)");

    private final String name;
    private final Path checkout;
    private final Path home;
    private final Path log;

    private City(String name, Path checkout, Path home, Path log) {
        this.name = name;
        this.checkout = checkout;
        this.home = home;
        this.log = log;
    }

    /**
     * Starts the stack, which takes a minute or more.
     *
     * @param folder for its data and logs
     */
    static City start(String name, Path checkout, Path folder, int basePort) throws IOException, InterruptedException {
        var city = new City(name, checkout, folder.resolve(name), folder.resolve(name + ".log"));
        Files.createDirectories(city.home);
        city.ridewire("up", "--detach", "--fresh", "--base-port", Integer.toString(basePort));
        return city;
    }

    String name() {
        return name;
    }

    /**
     * Lets the riders and drivers live on the stack.
     *
     * @return how many rides were completed
     */
    int live(int rides, int drivers, long seed) throws IOException, InterruptedException {
        String summary = ridewire("demo", "--rides", Integer.toString(rides), "--drivers", Integer.toString(drivers),
                "--seed", Long.toString(seed));
        var completed = COMPLETED.matcher(summary);
        if (!completed.find()) {
            throw new PartFailedException("the demo of %s says nothing of completed rides; its log is %s".formatted(
                    name, log));
        }
        return Integer.parseInt(completed.group(1));
    }

    /** Returns the processor time of each part since its start, in milliseconds, its JVM's compilers included. */
    Map<String, Double> cpuMillis() throws IOException {
        Map<String, Double> spent = new LinkedHashMap<>();
        for (String part : PARTS) {
            Optional<ProcessHandle> process = process(part);
            if (process.isPresent()) {
                spent.put(part, new CpuMeter(process.get()).readFamily() / 1e6);
            }
        }
        return spent;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ridewire("down");
    }

    private Optional<ProcessHandle> process(String part) throws IOException {
        Path file = home.resolve("run").resolve(part + ".pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip().split("\\s+")[0]))
                : Optional.empty();
    }

    private String ridewire(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("./ridewire"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().put("RIDEWIRE_HOME", home.toString());
        // Both checkouts are built before the first round.
        builder.environment().put("RIDEWIRE_SKIP_BUILD", "1");
        var process = builder.start();
        String text;
        try (var output = process.inputReader()) {
            text = output.readAllAsString();
        }
        Files.writeString(log, text, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        if (process.waitFor() != 0) {
            throw new PartFailedException("%s of %s failed; its log is %s".formatted(arguments[0], name, log));
        }
        return text;
    }
}
