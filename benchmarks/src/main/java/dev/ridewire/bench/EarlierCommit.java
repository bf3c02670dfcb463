package dev.ridewire.bench;

import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A checkout of an earlier commit in the cache, built once. */
public final class EarlierCommit {
    private static final List<String> MODULES = List.of(
            "booking-service", "tracking-service", "dispatch-service", "local-stack/command");

    private EarlierCommit() {}

    /**
     * Returns the root of the built checkout.
     *
     * @param ref  anything that names a commit to Git
     * @param said receives the progress
     */
    public static Path builtFrom(String ref, Consumer<String> said) throws IOException, InterruptedException {
        String commit = output(Checkout.root(), "git", "rev-parse", "--verify", ref + "^{commit}");
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "ridewire-cache-" + System.getProperty("user.name"),
                "checkouts", commit);
        if (!Files.isDirectory(folder)) {
            Path beside = folder.resolveSibling(commit + ".part-" + ProcessHandle.current().pid());
            output(Checkout.root(), "git", "clone", "-q", "--shared", "--no-checkout", ".", beside.toString());
            output(beside, "git", "checkout", "-q", "--detach", commit);
            Files.move(beside, folder);
        }
        // Written last, so that a build that broke off is repeated.
        Path built = folder.resolve(".git").resolve("built");
        if (!Files.exists(built)) {
            said.accept("building %s (%s)".formatted(ref, commit));
            output(folder, "mvn", "-B", "-ntp", "-q", "-DskipTests", "-Dformatter.skip=true", "-pl",
                    String.join(",", MODULES), "-am", "package");
            Files.createFile(built);
        }
        return folder;
    }

    private static String output(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String text;
        try (var output = process.inputReader()) {
            text = output.readAllAsString().strip();
        }
        if (process.waitFor() != 0) {
            throw new PartFailedException("%s failed: %s".formatted(String.join(" ", command), text));
        }
        return text;
    }
}
