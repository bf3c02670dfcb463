package dev.ridewire.tracking;

import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A driver's phone on a WebSocket. */
final class DriverSocket {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final Sinks.Many<Function<WebSocketSession, WebSocketMessage>> outgoing = Sinks.many().unicast()
            .onBackpressureBuffer();
    private final List<Map<String, Object>> answers = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable CloseStatus> closed = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> refused = new AtomicReference<>();
    private final Disposable connection;

    DriverSocket(int port, @Nullable String token) {
        var headers = new HttpHeaders();
        if (token != null) {
            headers.setBearerAuth(token);
        }
        connection = new ReactorNettyWebSocketClient().execute(
                URI.create("ws://127.0.0.1:" + port + "/v1/drivers/me/locations/ws"), headers,
                session -> session.send(outgoing.asFlux().map(message -> message.apply(session)))
                        .and(session.receive().map(WebSocketMessage::getPayloadAsText)
                                .doOnNext(text -> answers.add(JsonMapper.shared().readValue(text, OBJECT))))
                        .and(session.closeStatus().doOnNext(closed::set)))
                .subscribe(none -> {}, refused::set);
    }

    void send(long seq, String... points) {
        sendText("{\"seq\":" + seq + ",\"points\":[" + String.join(",", points) + "]}");
    }

    synchronized void sendText(String text) {
        outgoing.emitNext(session -> session.textMessage(text), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    void sendBinary(byte[] bytes) {
        outgoing.emitNext(session -> session.binaryMessage(factory -> factory.wrap(bytes)),
                Sinks.EmitFailureHandler.FAIL_FAST);
    }

    synchronized void sendInFragments(String first, String last) {
        sendFrame(new TextWebSocketFrame(false, 0, first));
        sendFrame(new ContinuationWebSocketFrame(true, 0, last));
    }

    private void sendFrame(WebSocketFrame frame) {
        outgoing.emitNext(session -> new WebSocketMessage(WebSocketMessage.Type.TEXT,
                session.bufferFactory().wrap(new byte[0]), frame), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    /** Cuts the connection without a word, as a tunnel does. */
    void cut() {
        connection.dispose();
    }

    List<Map<String, Object>> answers() {
        return answers;
    }

    boolean has(String type) {
        return answers.stream().anyMatch(answer -> type.equals(answer.get("type")));
    }

    Map<String, Object> first(String type) {
        return answers.stream().filter(answer -> type.equals(answer.get("type"))).findFirst().orElseThrow();
    }

    CloseStatus closed() {
        return Objects.requireNonNullElse(closed.get(), CloseStatus.NO_STATUS_CODE);
    }

    @Nullable
    Throwable refused() {
        return refused.get();
    }
}
