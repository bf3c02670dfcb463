package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.tracking.adapter.web.OpenConnections;
import dev.ridewire.tracking.application.ReportingLocations;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.stream.StreamLife;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.WebsocketServerSpec;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint to which drivers report positions over a WebSocket. */
@RestController
final class LocationSocketController {
    private static final String VERSION = "Sec-WebSocket-Version";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private final LocationMessages messages;
    private final SocketSettings settings;
    private final OpenConnections sockets;
    private final Clock clock;
    private final WebSocketService handshakes = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
            () -> WebsocketServerSpec.builder().maxFramePayloadLength(SocketSettings.MAX_MESSAGE)));

    LocationSocketController(ReportingLocations reportingLocations, SocketSettings settings,
            @Qualifier("driverSockets") OpenConnections sockets, Clock clock, JsonMapper json) {
        this.messages = new LocationMessages(reportingLocations, json);
        this.settings = settings;
        this.sockets = sockets;
        this.clock = clock;
    }

    /** Opens a socket until the token expires. A newer socket of the same driver replaces it. */
    @GetMapping("/v1/drivers/me/locations/ws")
    Mono<Void> open(ServerWebExchange exchange, Person driver, JwtAuthenticationToken token) {
        requireHandshake(exchange);
        if (!sockets.hasRoom()) {
            throw OpenConnections.full();
        }
        Instant expiry = Objects.requireNonNull(token.getToken().getExpiresAt(), "tokens without exp are refused");
        Instant now = clock.instant();
        Duration tokenLife = StreamLife.until(expiry, now);
        // By this a phone corrects its clock. The server adds the header to final answers only.
        exchange.getResponse().getHeaders().setDate(now.toEpochMilli());
        // The handshake completes at once, so the connection is counted inside.
        return wholeRequest(exchange).then(Mono.defer(() -> handshakes.handleRequest(exchange,
                session -> sockets.<Void>open(driver.id(),
                        end -> new LocationSocket(driver.id(), messages, settings, end, tokenLife, System::nanoTime)
                                .handle(session))
                        .then()
                        .onErrorResume(ProblemException.class, full -> session.close(SocketEnd.FULL)))));
    }

    /** Refuses what is no handshake here: Reactor Netty would answer some of it itself, and then log an error. */
    private static void requireHandshake(ServerWebExchange exchange) {
        require(isGet(exchange), exchange, "method", "GET");
        require(HttpHeaders.UPGRADE, "websocket"::equalsIgnoreCase, exchange, "websocket");
        require(HttpHeaders.CONNECTION, LocationSocketController::namesUpgrade, exchange, "Upgrade");
        require("Sec-WebSocket-Key", KEY.asMatchPredicate(), exchange, "16 bytes in Base64");
        require(VERSION, "13"::equals, exchange, "13");
    }

    /** HEAD reaches handlers as GET. */
    private static boolean isGet(ServerWebExchange exchange) {
        HttpServerRequest asked = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        return HttpMethod.GET.name().equals(asked.method().name());
    }

    private static boolean namesUpgrade(String connection) {
        return Stream.of(connection.split(",", -1)).map(String::strip).anyMatch("upgrade"::equalsIgnoreCase);
    }

    private static void require(
            String header, Predicate<String> fits, ServerWebExchange exchange, String expected) {
        String value = exchange.getRequest().getHeaders().getFirst(header);
        require(value != null && fits.test(value), exchange, "header:" + header, expected);
    }

    private static void require(boolean fits, ServerWebExchange exchange, String pointer, String expected) {
        if (!fits) {
            exchange.getResponse().getHeaders().set(VERSION, "13");
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "This address opens a WebSocket.",
                    List.of(new FieldFault(pointer, "expected: " + expected)), Map.of());
        }
    }

    /**
     * Waits for the end of the request. Reactor Netty stops the clocks of a slow request when it reads that end, but on
     * a socket it never does: a socket that opens before would be closed by them.
     */
    private static Mono<Void> wholeRequest(ServerWebExchange exchange) {
        return exchange.getRequest().getBody().doOnNext(DataBufferUtils::release).then();
    }
}
