package dev.ridewire.bench.booking;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.Checkout;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.ServiceDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/**
 * Material that a measurement needs, made with booking's classes in separate JVMs.
 *
 * @param requests a complete HTTP request of each rider, with a signed token and quote
 * @param jwks     the public key that verifies the tokens
 * @param quoteKey the key that the quotes are signed with, in base64
 */
record Preparation(Path requests, Path jwks, String quoteKey) {
    static final String ISSUER = "https://issuer.bench";
    static final String AUDIENCE = "ridewire";
    private static final int KEY_BYTES = 32;

    /** @param progress receives the progress */
    static Preparation in(Path folder, int riders, Consumer<String> progress)
            throws IOException, InterruptedException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var preparation = new Preparation(folder.resolve("requests"), folder.resolve("jwks.json"),
                Base64.getEncoder().encodeToString(key));
        run(folder, "dev.ridewire.bench.floor.RideRequests", List.of(
                preparation.requests.toString(), Integer.toString(riders), preparation.jwks.toString(),
                preparation.quoteKey, ISSUER, AUDIENCE), progress);
        return preparation;
    }

    /**
     * Creates booking's tables for contenders that don't create them themselves.
     *
     * @param relayed whether a relay reads the outbox: only then it has a slot
     */
    static void makeTables(Path folder, ServiceDatabase database, boolean relayed)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.appUser()));
        if (relayed) {
            arguments.add(database.slot());
        }
        run(folder, "dev.ridewire.bench.floor.BookingTables", arguments, line -> {});
    }

    private static void run(Path folder, String main, List<String> arguments, Consumer<String> printed)
            throws IOException, InterruptedException {
        Path log = folder.resolve("preparation.log");
        List<String> command = new ArrayList<>(List.of("-cp", Checkout.classPathOf("floor", "classpath"), main));
        command.addAll(arguments);
        var process = new ProcessBuilder(AnsweringJvm.command(command))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(printed);
        }
        if (process.waitFor() != 0) {
            throw new PartFailedException("%s failed; its log is %s".formatted(main, log));
        }
    }
}
