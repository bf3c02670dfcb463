package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.tracking.adapter.web.OpenConnections;
import java.time.Duration;
import org.springframework.web.reactive.socket.CloseStatus;

/** The close codes of a driver's socket. They are part of the API. */
final class SocketEnd {
    static final CloseStatus NOT_TEXT = new CloseStatus(1003, "send text");
    static final CloseStatus TOO_BIG = new CloseStatus(1009, "message-too-big");
    static final CloseStatus FULL = new CloseStatus(1013, "too-many-sockets");
    static final CloseStatus TOKEN_EXPIRED = new CloseStatus(4401, "token-expired");
    static final CloseStatus IDLE = new CloseStatus(4408, "idle");
    static final CloseStatus REPLACED = new CloseStatus(4409, "replaced");

    private SocketEnd() {}

    /** @param pause the time after which the phone should return if the instance shuts down */
    static CloseStatus of(OpenConnections.End end, Duration pause) {
        return switch (end) {
            case REPLACED -> REPLACED;
            case SHUTDOWN -> new CloseStatus(1001, "retry-after-ms=" + pause.toMillis());
        };
    }
}
