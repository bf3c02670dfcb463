package dev.ridewire.simulator.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ridewire.simulator.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The three services in one small server: rides, offers and shifts in memory. Its one lock stands for everything that
 * the real ones do to be exact.
 */
public final class FakeServices implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/v1/(rides|offers)/([^/]+)/?(\\w*)");

    /**
     * A call.
     *
     * @param kind method and path, with {id} for the ride or the offer
     * @param id   of the ride or the offer, empty where the path names none
     */
    private record Call(String kind, String id, String who, HttpExchange exchange, JsonNode body) {
        @Nullable
        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }
    }

    private final HttpServer server;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, FakeRide> rides = new LinkedHashMap<>();
    private final FakeBooking booking = new FakeBooking(json, rides);
    private final FakeDispatch dispatch = new FakeDispatch(json, rides);
    private final Faults faults = new Faults();

    public FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public Addresses addresses() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Addresses(uri, uri, uri, uri);
    }

    /** Every call of a kind ("POST /v1/rides") is answered 503 as often as said before it is answered. */
    public synchronized void unavailableAtFirst(String kind, int times) {
        faults.unavailableAtFirst(kind, times);
    }

    public synchronized void unavailable(String kind) {
        faults.unavailable(kind);
    }

    /** The first time anybody does something, it is done and the answer is lost. */
    public synchronized void loseFirstAnswers() {
        faults.loseFirstAnswers();
    }

    /**
     * Loses the first call of a kind before it is done: that call and a number of calls after it, from any caller, find
     * booking unavailable.
     */
    public synchronized void bookingGoesAwayAt(String kind, int forCalls) {
        faults.bookingGoesAwayAt(kind, forCalls);
    }

    /** The first call of a kind is done, its answer is lost, and a number of calls after it find booking away. */
    public synchronized void bookingGoesAwayAfter(String kind, int forCalls) {
        faults.bookingGoesAwayAfter(kind, forCalls);
    }

    /** A booking that has forgotten what an idempotency key is. */
    public synchronized void forgetKeys() {
        booking.forgetKeys();
    }

    /** A dispatch that offers a ride to everybody and lets everybody accept. */
    public synchronized void giveRidesToEverybody() {
        dispatch.giveRidesToEverybody();
    }

    public synchronized int calls(String kind) {
        return faults.calls(kind);
    }

    public synchronized int rides() {
        return rides.size();
    }

    public synchronized Set<String> online() {
        return dispatch.online();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] content = exchange.getRequestBody().readAllBytes();
            Answered answer = answer(call(exchange,
                    content.length == 0 ? json.createObjectNode() : json.readTree(content)));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body() == null ? new byte[0] : json.writeValueAsBytes(answer.body());
            if (answer.body() instanceof String events) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                body = events.getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Call call(HttpExchange exchange, JsonNode body) {
        String who = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("")
                .replace("Bearer ", "");
        String path = exchange.getRequestURI().getPath();
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return new Call(exchange.getRequestMethod() + " " + path, "", who, exchange, body);
        }
        String action = parts.group(3).isEmpty() ? "" : "/" + parts.group(3);
        String kind = "%s /v1/%s/{id}%s".formatted(exchange.getRequestMethod(), parts.group(1), action);
        return new Call(kind, parts.group(2), who, exchange, body);
    }

    private synchronized Answered answer(Call call) {
        faults.count(call.kind);
        if (faults.isUnavailable(call.kind)) {
            return Answered.unavailable();
        }
        Answered answer = done(call);
        return faults.losesAnswer(call.kind) ? Answered.unavailable() : answer;
    }

    private Answered done(Call call) {
        String who = call.who;
        return switch (call.kind) {
            case "POST /v1/quotes" -> booking.quote();
            case "POST /v1/rides" -> booking.request(who, call.header("Idempotency-Key"), call.body);
            case "GET /v1/rides/{id}" -> booking.look(who, call.id, call.header("If-None-Match"));
            case "POST /v1/rides/{id}/cancel" -> booking.cancel(who, call.id);
            case "POST /v1/rides/{id}/arrive" -> booking.arrive(who, call.id);
            case "POST /v1/rides/{id}/start" -> booking.start(who, call.id, call.body.path("pin").asString(""));
            case "POST /v1/rides/{id}/complete" -> booking.complete(who, call.id);
            case "PUT /v1/drivers/me/shift" -> dispatch.changeShift(who, call.body.path("status").asString());
            case "GET /v1/drivers/me/shift" -> dispatch.shift(who);
            case "GET /v1/drivers/me/offers" -> dispatch.offers(who);
            case "POST /v1/offers/{id}/accept" -> dispatch.accept(who, call.id);
            case "POST /v1/offers/{id}/decline" -> dispatch.decline(who, call.id);
            case "GET /v1/rides/{id}/stream" -> Answered.ok(200, "event:ride\ndata:{}\n\nevent: location\ndata:{}\n\n");
            case "POST /v1/drivers/me/locations" ->
                Answered.ok(202, Map.of("accepted", call.body.path("points").size()));
            default -> Answered.notFound();
        };
    }
}
