package dev.ridewire.bench.booking;

import dev.ridewire.parts.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The load's own JVM. It executes the commands of {@link LoadProcess}, and ends with it. */
final class LoadMain {
    private LoadMain() {}

    /** @param arguments the file of requests, and their number */
    public static void main(String[] arguments) throws IOException {
        // Only answers go to the parent; the output of libraries goes to the log.
        PrintStream answers = System.out;
        System.setOut(System.err);
        var requests = Requests.in(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        try (var loop = new ClosedLoop(requests)) {
            var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answers.println(answer(loop, line.split(" ")));
                answers.flush();
            }
        }
        System.exit(0);
    }

    private static String answer(ClosedLoop loop, String[] run) {
        try {
            var done = loop.run(new InetSocketAddress(Ports.HOST, Integer.parseInt(run[0])), Integer.parseInt(run[1]),
                    Long.parseLong(run[2]), Boolean.parseBoolean(run[3]), Integer.parseInt(run[4]));
            return "ok " + LoadProcess.write(done);
        } catch (InterruptedException | RuntimeException e) {
            e.printStackTrace();
            return "failed: " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }
}
