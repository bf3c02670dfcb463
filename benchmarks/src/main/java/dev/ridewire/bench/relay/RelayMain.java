package dev.ridewire.bench.relay;

import dev.ridewire.parts.ServiceDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A relay's own JVM. It executes the commands of {@link RelayProcess}, and ends with it. */
final class RelayMain {
    private final Contender contender;
    private final Place place;
    private final Stamps stamps;
    /** The relay's database and topic; its port differs from start to start. */
    private Place relaysPlace;
    private @Nullable AutoCloseable relay;

    private RelayMain(Contender contender, Place place, Stamps stamps) {
        this.contender = contender;
        this.place = place;
        this.relaysPlace = place;
        this.stamps = stamps;
    }

    public static void main(String[] arguments) throws IOException {
        // Only answers go to the parent; the output of libraries goes to the log.
        PrintStream answers = System.out;
        System.setOut(System.err);
        var database = new ServiceDatabase(arguments[1], Integer.parseInt(arguments[2]), arguments[3], arguments[4],
                arguments[5], arguments[5]);
        var main = new RelayMain(Contenders.named(arguments[0]), new Place(database, arguments[6], arguments[7]),
                Stamps.in(Path.of(arguments[8])));
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            answers.println(main.answer(line.split(" ")));
            answers.flush();
        }
        // The parent has ended or needs nothing more, so threads that libraries left behind don't matter.
        System.exit(0);
    }

    private String answer(String[] command) {
        try {
            return switch (command[0]) {
                case "start" -> {
                    relaysPlace = place.through(Integer.parseInt(command[1]));
                    relay = contender.start(relaysPlace);
                    yield "ok";
                }
                case "stop" -> {
                    stop();
                    yield "ok";
                }
                case "record" -> {
                    var done = load(command).record(() -> contender.recorder(relaysPlace), stamps);
                    yield "ok " + done.nanos() + " " + done.cpuNanos();
                }
                default -> "failed: what is " + command[0] + "?";
            };
        } catch (Exception e) {
            e.printStackTrace();
            return "failed: " + e.toString().replace('\n', ' ');
        }
    }

    private void stop() throws Exception {
        var running = relay;
        relay = null;
        if (running != null) {
            running.close();
        }
    }

    private static Load load(String[] command) {
        return new Load(Long.parseLong(command[1]), Integer.parseInt(command[2]), Integer.parseInt(command[3]),
                Integer.parseInt(command[4]), Integer.parseInt(command[5]));
    }
}
