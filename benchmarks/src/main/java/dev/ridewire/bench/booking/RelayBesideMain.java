package dev.ridewire.bench.booking;

import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.contender.RidewireRelay;
import dev.ridewire.parts.ServiceDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The JVM of {@link RelayBeside}. It starts the relay when it is told to, and ends with its input. */
final class RelayBesideMain {
    private RelayBesideMain() {}

    /** @param arguments PostgreSQL's host and port, database, service, password, Kafka */
    public static void main(String[] arguments) throws IOException {
        // Only answers go to the parent; the output of libraries goes to the log.
        PrintStream answers = System.out;
        System.setOut(System.err);
        var database = new ServiceDatabase(arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3],
                arguments[4], arguments[4]);
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            RidewireRelay.byDefault().start(new Place(database, arguments[5], "none"));
            answers.println("ok");
            answers.flush();
        }
        System.exit(0);
    }
}
