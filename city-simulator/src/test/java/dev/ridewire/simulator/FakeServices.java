package dev.ridewire.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The three services in one small server: rides, offers and shifts in memory, matched as soon as somebody looks for an offer. Its one lock
 * stands for everything that the real ones do to be exact.
 */
final class FakeServices implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/v1/(rides|offers)/([^/]+)/?(\\w*)");

    private record Answered(int status, @Nullable Object body, Map<String, String> headers) {
        static Answered ok(int status, @Nullable Object body) {
            return new Answered(status, body, Map.of());
        }

        static Answered problem(int status, String slug, @Nullable String currentState) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", "/problems/" + slug);
            body.put("status", status);
            if (currentState != null) {
                body.put("currentState", currentState);
            }
            return ok(status, body);
        }
    }

    private static final class FakeRide {
        final String id;
        final String riderId;
        final JsonNode request;
        String state = "REQUESTED";
        int version = 1;
        int attempt = 1;
        int offers = 1;
        @Nullable
        String driver;
        @Nullable
        String offeredTo;
        /** Offered to somebody else next. */
        @Nullable
        String declinedBy;

        FakeRide(String id, String riderId, JsonNode request) {
            this.id = id;
            this.riderId = riderId;
            this.request = request;
        }

        void become(String next) {
            state = next;
            version++;
        }

        boolean isLive() {
            return !Set.of("COMPLETED", "CANCELLED", "NO_DRIVER_AVAILABLE").contains(state);
        }
    }

    private final HttpServer server;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, FakeRide> rides = new LinkedHashMap<>();
    private final Map<String, String> ridesByKey = new LinkedHashMap<>();
    private final Set<String> online = new TreeSet<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private Predicate<String> unavailable = call -> false;
    private Predicate<String> answersLost = call -> false;
    private boolean forgetful;
    private boolean careless;

    FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    Addresses addresses() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Addresses(uri, uri, uri, uri);
    }

    /** Every call of a kind ("POST /v1/rides") is answered 503 as often as said before it is answered. */
    synchronized void unavailableAtFirst(String kind, int times) {
        unavailable = call -> call.equals(kind) && calls.getOrDefault(call, 0) <= times;
    }

    synchronized void unavailable(String kind) {
        unavailable = kind::equals;
    }

    /** The first time anybody does something, it is done and the answer is lost. */
    synchronized void loseFirstAnswers() {
        answersLost = call -> !call.startsWith("GET") && calls.getOrDefault(call, 0) == 1;
    }

    /** A service that has forgotten what an idempotency key is. */
    synchronized void forgetKeys() {
        forgetful = true;
    }

    /** A dispatch that offers a ride to everybody and lets everybody accept. */
    synchronized void giveRidesToEverybody() {
        careless = true;
    }

    synchronized int calls(String kind) {
        return calls.getOrDefault(kind, 0);
    }

    synchronized int rides() {
        return rides.size();
    }

    synchronized Set<String> online() {
        return Set.copyOf(online);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] content = exchange.getRequestBody().readAllBytes();
            Answered answer = answer(exchange, content.length == 0 ? json.createObjectNode() : json.readTree(content));
            answer.headers.forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body == null ? new byte[0] : json.writeValueAsBytes(answer.body);
            if (answer.body instanceof String events) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                body = events.getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Answered answer(HttpExchange exchange, JsonNode body) {
        String who = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("")
                .replace("Bearer ", "");
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        boolean matches = path.matches();
        String kind = exchange.getRequestMethod() + " "
                + (matches
                        ? "/v1/%s/{id}%s".formatted(path.group(1), path.group(3).isEmpty() ? "" : "/" + path.group(3))
                        : exchange.getRequestURI().getPath());
        calls.merge(kind, 1, Integer::sum);
        if (unavailable.test(kind)) {
            return Answered.problem(503, "unavailable", null);
        }
        Answered answer = done(kind, who, path, exchange, body);
        return answersLost.test(kind) ? Answered.problem(503, "unavailable", null) : answer;
    }

    private Answered done(String kind, String who, Matcher path, HttpExchange exchange, JsonNode body) {
        return switch (kind) {
            case "POST /v1/quotes" -> Answered.ok(201, Map.of("quoteId", "q",
                    "options", new Object[]{Map.of("vehicleClass", "STANDARD")}));
            case "POST /v1/rides" -> request(who, exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
            case "GET /v1/rides/{id}" -> look(who, ride(path), exchange.getRequestHeaders().getFirst("If-None-Match"));
            case "GET /v1/rides/{id}/stream" -> Answered.ok(200, "event:ride\ndata:{}\n\nevent: location\ndata:{}\n\n");
            case "POST /v1/rides/{id}/cancel" -> cancel(who, ride(path));
            case "POST /v1/rides/{id}/arrive" -> step(who, ride(path), "DRIVER_ASSIGNED", "DRIVER_ARRIVED");
            case "POST /v1/rides/{id}/start" -> body.path("pin").asString("").equals("4711")
                    ? step(who, ride(path), "DRIVER_ARRIVED", "IN_PROGRESS")
                    : Answered.problem(422, "wrong-pin", null);
            case "POST /v1/rides/{id}/complete" -> step(who, ride(path), "IN_PROGRESS", "COMPLETED");
            case "PUT /v1/drivers/me/shift" -> shift(who, body.path("status").asString());
            case "GET /v1/drivers/me/shift" -> shift(who, online.contains(who) ? "ONLINE" : "OFFLINE");
            case "GET /v1/drivers/me/offers" -> offers(who);
            case "POST /v1/offers/{id}/accept" -> accept(who, path.group(2));
            case "POST /v1/offers/{id}/decline" -> decline(who, path.group(2));
            case "POST /v1/drivers/me/locations" -> Answered.ok(202, Map.of("accepted", body.path("points").size()));
            default -> Answered.problem(404, "not-found", null);
        };
    }

    private Answered request(String who, @Nullable String key, JsonNode body) {
        if (key == null) {
            return Answered.problem(400, "idempotency-key-missing", null);
        }
        String id = forgetful
                ? "ride-" + (rides.size() + 1)
                : ridesByKey.computeIfAbsent(who + key, any -> "ride-" + (rides.size() + 1));
        return Answered.ok(201, view(rides.computeIfAbsent(id, any -> new FakeRide(id, who, body)), who));
    }

    private Answered look(String who, @Nullable FakeRide ride, @Nullable String etag) {
        if (ride == null || !(who.equals(ride.riderId) || who.equals(ride.driver))) {
            return Answered.problem(404, "not-found", null);
        }
        String current = "\"" + ride.version + "\"";
        return current.equals(etag)
                ? Answered.ok(304, null)
                : new Answered(200, view(ride, who), Map.of("ETag", current));
    }

    private Answered cancel(String who, @Nullable FakeRide ride) {
        if (ride == null || !(who.equals(ride.riderId) || who.equals(ride.driver))) {
            return Answered.problem(404, "not-found", null);
        }
        if (!ride.isLive() || ride.state.equals("IN_PROGRESS")) {
            return Answered.problem(409, "illegal-state", ride.state);
        }
        if (who.equals(ride.driver)) {
            ride.declinedBy = who;
            ride.offers++;
            ride.attempt++;
            ride.become("REQUESTED");
            ride.driver = null;
            ride.offeredTo = null;
            return Answered.ok(204, null);
        }
        ride.become("CANCELLED");
        ride.driver = null;
        ride.offeredTo = null;
        return Answered.ok(200, view(ride, who));
    }

    private Answered step(String who, @Nullable FakeRide ride, String from, String to) {
        if (ride == null || !who.equals(ride.driver)) {
            return Answered.problem(404, "not-found", null);
        }
        if (!ride.state.equals(from)) {
            return Answered.problem(409, "illegal-state", ride.state);
        }
        ride.become(to);
        return Answered.ok(200, view(ride, who));
    }

    private Answered shift(String who, String status) {
        if (status.equals("ONLINE")) {
            online.add(who);
        } else {
            online.remove(who);
        }
        return Answered.ok(200, json.createObjectNode().put("driverId", who).put("status", status).put("rideId",
                driving(who).map(ride -> ride.id).orElse(null)));
    }

    private Answered offers(String who) {
        if (driving(who).isPresent() && !careless) {
            return Answered.ok(200, List.of());
        }
        for (FakeRide ride : rides.values()) {
            boolean free = ride.offeredTo == null || ride.offeredTo.equals(who) || careless;
            if (ride.isLive() && free && (ride.driver == null || careless) && !who.equals(ride.declinedBy)) {
                ride.offeredTo = who;
                return Answered.ok(200, List.of(offer(ride, "PENDING")));
            }
        }
        return Answered.ok(200, List.of());
    }

    private Answered accept(String who, String offerId) {
        FakeRide ride = rides.get(offerId.replaceAll("-offer.*", ""));
        if (ride == null || ride.driver != null && !ride.driver.equals(who) && !careless) {
            return Answered.problem(409, "offer-expired", null);
        }
        if (ride.state.equals("REQUESTED")) {
            ride.driver = who;
            ride.become("DRIVER_ASSIGNED");
        } else if (!ride.isLive()) {
            return Answered.problem(409, "offer-expired", null);
        }
        return Answered.ok(200, offer(ride, "ACCEPTED"));
    }

    private Answered decline(String who, String offerId) {
        FakeRide ride = rides.get(offerId.replaceAll("-offer.*", ""));
        if (ride == null) {
            return Answered.problem(404, "not-found", null);
        }
        ride.declinedBy = who;
        ride.offers++;
        ride.offeredTo = null;
        return Answered.ok(200, offer(ride, "DECLINED"));
    }

    private Optional<FakeRide> driving(String who) {
        return rides.values().stream().filter(ride -> ride.isLive() && who.equals(ride.driver)).findFirst();
    }

    private @Nullable FakeRide ride(Matcher path) {
        return rides.get(path.group(2));
    }

    private ObjectNode offer(FakeRide ride, String state) {
        ObjectNode offer = json.createObjectNode()
                .put("id", ride.id + "-offer-" + ride.offers + "-" + ride.offeredTo)
                .put("rideId", ride.id)
                .put("state", state);
        offer.set("pickup", ride.request.path("pickup"));
        offer.set("dropoff", ride.request.path("dropoff"));
        return offer;
    }

    private ObjectNode view(FakeRide ride, String who) {
        ObjectNode view = json.createObjectNode()
                .put("id", ride.id)
                .put("riderId", ride.riderId)
                .put("state", ride.state)
                .put("version", ride.version)
                .put("attempt", ride.attempt);
        if (who.equals(ride.riderId)) {
            view.put("pin", "4711");
        }
        if (ride.driver != null) {
            view.putObject("driver").put("id", ride.driver);
        }
        return view;
    }
}
