package dev.ridewire.bench.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpServer;
import dev.ridewire.parts.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedLoopTest {
    private static final int CONNECTIONS = 3;

    @TempDir
    private Path folder = Path.of("");

    private final Collection<Integer> asked = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final HttpServer server = newServer();

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdown();
    }

    @Test
    void everyRequestIsSentOnceFromTheFirstOn() throws Exception {
        answering(number -> 201);

        try (var loop = new ClosedLoop(requests(100_000))) {
            var done = loop.run(server.getAddress(), CONNECTIONS, 500, false, 1);

            assertThat(done.created()).isPositive().isEqualTo(asked.size()).isEqualTo(done.micros().getTotalCount());
            assertThat(done.failures()).isEmpty();
            assertThat(Set.copyOf(asked)).isEqualTo(IntStream.range(500, 500 + asked.size()).boxed()
                    .collect(Collectors.toSet()));
        }
    }

    @Test
    void whatIsNotCreatedIsAFailureAndNoLatency() throws Exception {
        answering(number -> number % 2 == 0 ? 201 : 503);

        try (var loop = new ClosedLoop(requests(100_000))) {
            var done = loop.run(server.getAddress(), CONNECTIONS, 0, false, 1);

            assertThat(done.failures()).containsOnly(entry(503, asked.size() - done.created()));
            assertThat(done.micros().getTotalCount()).isEqualTo(done.created());
        }
    }

    @Test
    void ridersWhoRunOutEndTheRunUnlessTheyMayAskAgain() throws Exception {
        answering(number -> 201);

        try (var loop = new ClosedLoop(requests(10))) {
            assertThatThrownBy(() -> loop.run(server.getAddress(), CONNECTIONS, 0, false, 5))
                    .hasMessageContaining("all 10 riders have asked");
            assertThat(loop.run(server.getAddress(), CONNECTIONS, 0, true, 1).created()).isGreaterThan(10);
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidAtOnce() throws Exception {
        var nobody = new InetSocketAddress(Ports.HOST, Ports.free());

        try (var loop = new ClosedLoop(requests(10))) {
            assertThatThrownBy(() -> loop.run(nobody, CONNECTIONS, 0, true, 5))
                    .hasMessageContaining("Connection refused");
        }
    }

    @Test
    void whatCameBackSurvivesItsWayBetweenJvms() throws IOException {
        var micros = new Histogram(60_000_000, 3);
        micros.recordValue(1_234);
        var failures = new TreeMap<Integer, Long>();
        failures.put(0, 2L);
        failures.put(503, 7L);

        var done = new ClosedLoop.Done(1, failures, 999, micros);

        assertThat(LoadProcess.read(LoadProcess.write(done))).isEqualTo(done);
        var clean = new ClosedLoop.Done(1, new TreeMap<>(), 999, micros);
        assertThat(LoadProcess.read(LoadProcess.write(clean))).isEqualTo(clean);
    }

    private void answering(IntUnaryOperator status) {
        server.createContext("/", exchange -> {
            int number = Integer
                    .parseInt(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            asked.add(number);
            // Chunked, as servers may answer.
            exchange.sendResponseHeaders(status.applyAsInt(number), 0);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
    }

    private HttpServer newServer() {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.setExecutor(threads);
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Requests requests(int count) throws IOException {
        Path file = folder.resolve("requests");
        Files.writeString(file, IntStream.range(0, count).mapToObj("""
                POST / HTTP/1.1\r
                Host: 127.0.0.1\r
                Content-Length: 6\r
                \r
                %06d"""::formatted).collect(Collectors.joining()), StandardCharsets.US_ASCII);
        return Requests.in(file, count);
    }
}
