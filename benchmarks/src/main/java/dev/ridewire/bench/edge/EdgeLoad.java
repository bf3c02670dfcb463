package dev.ridewire.bench.edge;

import dev.ridewire.parts.Ports;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Keep-alive connections, each with a thread that sends a request and waits for its answer. The drivers take turns, so
 * that the limits per person let all requests pass.
 */
final class EdgeLoad {
    private static final int NOTHING = 0;

    private final List<String> tokens;
    private final AtomicLong next = new AtomicLong();

    EdgeLoad(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** @param answered number of answers with the expected status */
    record Done(long answered, double seconds) {
        double perSecond() {
            return answered / seconds;
        }
    }

    /**
     * Runs the load.
     *
     * @param perSecond requests a second over all connections; 0 for as many as are answered
     * @throws IOException if an answer has another status than the expected one
     */
    Done run(Request request, int port, int connections, int seconds, int perSecond)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(seconds);
        long pause = perSecond == 0 ? NOTHING : TimeUnit.SECONDS.toNanos(connections) / perSecond;
        List<Callable<Long>> clients = new ArrayList<>();
        for (int client = 0; client < connections; client++) {
            long first = began + pause * client / connections;
            clients.add(() -> runOne(request, port, first, end, pause));
        }
        long answered = 0;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var result : threads.invokeAll(clients)) {
                answered += result.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the load broke off: " + e.getCause(), e);
        }
        return new Done(answered, (System.nanoTime() - began) / 1e9);
    }

    private long runOne(Request request, int port, long first, long end, long pause) throws IOException {
        try (var socket = new Socket(Ports.HOST, port)) {
            socket.setTcpNoDelay(true);
            var answers = new BufferedInputStream(socket.getInputStream());
            var requests = socket.getOutputStream();
            long answered = 0;
            long due = first;
            while (System.nanoTime() < end) {
                for (long wait = due - System.nanoTime(); pause > 0 && wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                due += pause;
                long number = next.getAndIncrement();
                requests.write(request.of(tokens.get((int) (number % tokens.size())), number));
                int status = readAnswer(answers);
                if (status != request.expectedStatus()) {
                    throw new IOException("%s: status %d (expected: %d)".formatted(
                            request, status, request.expectedStatus()));
                }
                answered++;
            }
            return answered;
        }
    }

    /** Reads a whole answer and returns its status. */
    static int readAnswer(InputStream answer) throws IOException {
        String statusLine = readLine(answer);
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        long length = NOTHING;
        for (String header = readLine(answer); !header.isEmpty(); header = readLine(answer)) {
            int colon = header.indexOf(':');
            if (header.substring(0, colon).toLowerCase(Locale.ROOT).equals("content-length")) {
                length = Long.parseLong(header.substring(colon + 1).strip());
            }
        }
        answer.skipNBytes(length);
        return status;
    }

    private static String readLine(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the connection ended within an answer, after: " + line);
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
