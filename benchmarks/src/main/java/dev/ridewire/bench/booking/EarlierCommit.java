package dev.ridewire.bench.booking;

import dev.ridewire.bench.Checkout;
import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/** The booking-service of an earlier commit, built in a work tree of its own that is removed afterwards. */
final class EarlierCommit {
    private static final List<String> BUILD = List.of(
            "mvn", "-B", "-ntp", "-q", "-DskipTests", "-Dformatter.skip=true", "-pl", "booking-service", "-am",
            "package");

    private EarlierCommit() {}

    /**
     * Builds it, or finds it in the folder from an earlier run.
     *
     * @param ref      a commit, branch or tag
     * @param progress receives the progress
     * @return its executable jar
     * @throws PartFailedException if there is no such commit, or its build fails
     */
    static Path build(String ref, Path folder, Consumer<String> progress) throws IOException, InterruptedException {
        Path log = folder.resolve("against.log");
        String commit = run(log, Checkout.root(), List.of("git", "rev-parse", "--verify", ref + "^{commit}")).strip();
        Path jar = folder.resolve("booking-service-" + commit + ".jar");
        if (Files.exists(jar)) {
            return jar;
        }
        progress.accept("building booking-service of %s (%s); log: %s".formatted(ref, commit, log));
        Path tree = folder.resolve("against");
        run(log, Checkout.root(), List.of("git", "worktree", "add", "--detach", tree.toString(), commit));
        try {
            run(log, tree, BUILD);
            Files.copy(Checkout.built(tree, "booking-service/target", "booking-service-*-exec.jar"), jar);
        } finally {
            run(log, Checkout.root(), List.of("git", "worktree", "remove", "--force", tree.toString()));
        }
        return jar;
    }

    private static String run(Path log, Path folder, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        String output;
        try (var input = process.getInputStream()) {
            output = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            Files.writeString(log, output, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            throw new PartFailedException("%s failed; its log is %s".formatted(String.join(" ", command), log));
        }
        return output;
    }
}
