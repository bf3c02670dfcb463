package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.tracking.adapter.web.OpenConnections;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One socket of a driver. It works on one message after another and reads no further until the answer is on its way, so
 * a phone that sends faster than it may is slowed down, and nothing piles up here.
 */
final class LocationSocket implements WebSocketHandler {
    private final String driverId;
    private final LocationMessages messages;
    private final SocketSettings settings;
    private final Mono<OpenConnections.End> end;
    private final Duration tokenLife;
    private final LongSupplier nanoTime;
    private final PointBudget budget;
    private final AtomicLong lastFrameAt;
    private final Sinks.One<CloseStatus> breach = Sinks.one();

    /**
     * @param end       a reason of the service to close the socket
     * @param tokenLife the time until the driver's token expires
     */
    LocationSocket(String driverId, LocationMessages messages, SocketSettings settings, Mono<OpenConnections.End> end,
            Duration tokenLife, LongSupplier nanoTime) {
        this.driverId = driverId;
        this.messages = messages;
        this.settings = settings;
        this.end = end;
        this.tokenLife = tokenLife;
        this.nanoTime = nanoTime;
        this.budget = new PointBudget(settings.burst(), settings.pointsPerSecond(), nanoTime);
        this.lastFrameAt = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        Sinks.Empty<Void> over = Sinks.empty();
        Flux<WebSocketMessage> answers = answers(session.receive()).map(session::textMessage)
                .doFinally(signal -> over.tryEmitEmpty());
        Flux<WebSocketMessage> pings = pings().map(tick -> session.pingMessage(factory -> factory.wrap(new byte[0])))
                .takeUntilOther(over.asMono());
        var closing = new AtomicBoolean();
        // Closing ends the talk too. If that ended the socket, the close frame would be lost on its way.
        Mono<Void> talk = session.send(Flux.merge(1, answers, pings))
                .onErrorResume(error -> closing.get() ? Mono.never() : Mono.error(error))
                .then(Mono.defer(() -> closing.get() ? Mono.never() : Mono.empty()));
        // The status goes out before the receiving side is cancelled, because that closes the connection without one.
        return Mono.firstWithSignal(talk,
                closing().doOnNext(status -> closing.set(true)).flatMap(session::close));
    }

    Flux<String> answers(Flux<WebSocketMessage> frames) {
        return frames.doOnNext(frame -> lastFrameAt.set(nanoTime.getAsLong()))
                .doOnNext(frame -> {
                    if (frame.getType() == WebSocketMessage.Type.BINARY) {
                        breach.tryEmitValue(SocketEnd.NOT_TEXT);
                    }
                })
                // A message in one frame never gets here: the decoder refuses it, with the same status.
                .onErrorResume(TooLongFrameException.class, tooLong -> {
                    breach.tryEmitValue(SocketEnd.TOO_BIG);
                    return Mono.empty();
                })
                .filter(frame -> frame.getType() == WebSocketMessage.Type.TEXT)
                .map(frame -> messages.read(frame.getPayload().asInputStream()))
                .concatMap(this::inTime, 1)
                .map(message -> messages.write(messages.answer(driverId, message)));
    }

    private Mono<LocationMessages.Message> inTime(LocationMessages.Message message) {
        Duration wait = budget.take(message.cost());
        return wait.isZero() ? Mono.just(message) : Mono.just(message).delayElement(wait);
    }

    /** Returns a tick for each ping. A phone that sent something lately is alive without one. */
    Flux<Long> pings() {
        return Flux.interval(settings.ping())
                .doOnNext(tick -> {
                    if (silence() >= settings.idle().toNanos()) {
                        breach.tryEmitValue(SocketEnd.IDLE);
                    }
                })
                .filter(tick -> silence() >= settings.ping().toNanos() / 2)
                .onBackpressureDrop();
    }

    private long silence() {
        return nanoTime.getAsLong() - lastFrameAt.get();
    }

    /** Returns the status with which the service closes the socket, when it has a reason. */
    Mono<CloseStatus> closing() {
        return Mono.firstWithValue(
                end.map(reason -> SocketEnd.of(reason, pause())),
                Mono.delay(tokenLife).map(tick -> SocketEnd.TOKEN_EXPIRED),
                breach.asMono());
    }

    private Duration pause() {
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(settings.reconnectWithin().toMillis() + 1));
    }
}
