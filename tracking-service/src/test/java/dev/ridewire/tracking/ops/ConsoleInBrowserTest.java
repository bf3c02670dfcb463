package dev.ridewire.tracking.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ridewire.testing.parts.TestParts;
import dev.ridewire.tracking.OnRealParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The console in a real browser, before the real service. It runs where the build names a browser:
 * {@code -Dridewire.browser=/usr/bin/chromium}.
 */
@EnabledIfSystemProperty(named = "ridewire.browser", matches = ".+")
class ConsoleInBrowserTest extends OnRealParts {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** The number of other rides on the board and the map. */
    private static final int RIDES = Integer.getInteger("ridewire.browser.rides", 60);
    private static final String CITY = "harbour";

    /** The requests that booking received. */
    private static final List<String> CANCELLED = new ArrayList<>();
    private static final HttpServer BOOKING = booking();

    private static HttpServer booking() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/rides/", exchange -> {
                CANCELLED.add(exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void booking(DynamicPropertyRegistry registry) {
        registry.add("ridewire.tracking.ops.console.booking",
                () -> "http://127.0.0.1:" + BOOKING.getAddress().getPort());
    }

    @Test
    void aDispatcherFollowsARideAndCancelsIt() throws IOException, InterruptedException {
        String token = ISSUER.token("dispatcher", "dee");
        var town = new Town(port, ISSUER);
        try (var neighbours = new Neighbours(TestParts.kafka().bootstrapServers())) {
            town.fill(neighbours, RIDES, Instant.now());
            town.drive(Duration.ofSeconds(2), Instant.now()).block();
            var story = new Story(UUID.randomUUID(), Instant.now(), Stories.PICKUP, Stories.DROPOFF, CITY).request()
                    .requested().afterMillis(38).searchStarted().afterMillis(1_240).offered("driver-zoe", 210);
            neighbours.tell(story);
            var builder = new ProcessBuilder("browser/run").redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("CONSOLE", "http://127.0.0.1:" + port);
            builder.environment().put("TOKEN", token);
            builder.environment().put("RIDE", story.id().toString());
            builder.environment().put("CITY", CITY);
            builder.environment().put("BROWSER", System.getProperty("ridewire.browser"));
            builder.environment().put("SHOTS", System.getProperty("ridewire.browser.shots", ""));
            Process browser = builder.start();
            try {
                List<String> said = follow(browser, story, neighbours);
                assertThat(browser.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(browser.exitValue()).as(String.join("\n", said)).isZero();
            } finally {
                browser.descendants().forEach(ProcessHandle::destroy);
                browser.destroy();
            }
            assertThat(CANCELLED).singleElement().asString().isEqualTo("/v1/rides/" + story.id()
                    + "/cancel {\"reason\":\"dispatcher-decision\"} Bearer " + token);
        }
    }

    /** Tells what happens next each time the browser has come to a mark. */
    private static List<String> follow(Process browser, Story story, Neighbours neighbours) throws IOException {
        List<String> said = new ArrayList<>();
        var lines = new BufferedReader(new InputStreamReader(browser.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.startsWith("mark ")) {
                int told = story.entries().size();
                if (line.endsWith("accept")) {
                    story.after(Duration.ofSeconds(5)).request().accepted().afterMillis(40).assigned();
                } else {
                    story.after(Duration.ofSeconds(20)).request().cancelled("dispatcher-decision").closed();
                }
                neighbours.tell(story.entries().subList(told, story.entries().size()));
                browser.getOutputStream().write('\n');
                browser.getOutputStream().flush();
            }
        }
        return said;
    }
}
