package dev.ridewire.tracking.adapter.web.ops;

import static dev.ridewire.tracking.domain.Samples.NOW;
import static dev.ridewire.tracking.domain.board.BoardSamples.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.tracking.application.NewestHub;
import dev.ridewire.tracking.application.board.Board;
import dev.ridewire.tracking.application.board.BoardFilter;
import dev.ridewire.tracking.application.board.ViewingBoard;
import dev.ridewire.tracking.application.life.Lives;
import dev.ridewire.tracking.application.life.ViewingLife;
import dev.ridewire.tracking.application.map.ViewingMap;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.board.BoardRide;
import dev.ridewire.tracking.domain.board.BoardSamples;
import dev.ridewire.tracking.domain.board.BookingSide;
import dev.ridewire.tracking.domain.board.DispatchSide;
import dev.ridewire.tracking.domain.life.LifeEvent;
import dev.ridewire.tracking.domain.life.RecordedEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The live views of dispatchers while the database is away, on a virtual clock. */
@ExtendWith(OutputCaptureExtension.class)
class OutagesOfLiveViewsTest {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String BOX = "-74.1234,40.6,-73.8,40.9";
    private static final String WARNING = "live view could not be looked up";

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final UUID ride = UUID.randomUUID();
    private final Store store = new Store(ride);

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"board", "map", "timeline"})
    void aViewOutlivesLooksThatFailAndTellsTheNewsAfterwards(String view, CapturedOutput output) {
        var watcher = new Watcher(open(view));
        time.advanceTimeBy(PAUSE);
        var before = watcher.lastView();
        int seen = watcher.views().size();

        store.away = true;
        time.advanceTimeBy(HEARTBEAT.multipliedBy(2));
        assertThat(watcher.failure).isNull();
        assertThat(watcher.views()).hasSize(seen);
        assertThat(watcher.heartbeats()).isPositive();

        store.ride = store.ride(RideState.DRIVER_ASSIGNED, 2);
        store.away = false;
        time.advanceTimeBy(PAUSE.multipliedBy(2));
        assertThat(watcher.failure).isNull();
        assertThat(watcher.events).extracting(ServerSentEvent::event).doesNotContain("end");
        assertThat(watcher.views().size()).isGreaterThan(seen);
        assertThat(watcher.lastView().event()).isEqualTo(view);
        assertThat(watcher.lastView().data()).isNotEqualTo(before.data());
        assertThat(output.toString()).doesNotContain("ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"board", "map", "timeline"})
    void anOutageIsOneWarningThatHoldsNothingPersonal(String view, CapturedOutput output) {
        var watcher = new Watcher(open(view));
        time.advanceTimeBy(PAUSE);

        store.away = true;
        time.advanceTimeBy(PAUSE.multipliedBy(10));
        assertThat(watcher.failure).isNull();
        assertThat(warnings(output)).singleElement().satisfies(line -> assertThat(line)
                .contains("WARN", "view=\"" + view + "\"", "failure=\"DataAccessResourceFailureException\"",
                        "cause=\"ConnectException\"")
                .doesNotContain("74.1234", "40.75"));
        assertThat(output.toString()).doesNotContain("\tat ");

        store.away = false;
        time.advanceTimeBy(PAUSE.multipliedBy(2));
        store.away = true;
        time.advanceTimeBy(PAUSE.multipliedBy(2));
        assertThat(warnings(output)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"board", "map", "timeline"})
    void looksThatFailKeepTheirPace(String view) {
        var watcher = new Watcher(open(view));
        time.advanceTimeBy(PAUSE);

        store.away = true;
        int looks = store.looks;
        time.advanceTimeBy(PAUSE.multipliedBy(10));

        assertThat(watcher.failure).isNull();
        assertThat(store.looks - looks).isBetween(8, 11);
    }

    /** Nothing was sent, so the client gets a problem. */
    @ParameterizedTest
    @ValueSource(strings = {"board", "map", "timeline"})
    void aFirstLookThatFailsIsTheAnswer(String view, CapturedOutput output) {
        store.away = true;

        var watcher = new Watcher(open(view));
        time.advanceTimeBy(PAUSE);

        assertThat(watcher.failure).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(watcher.events).isEmpty();
        assertThat(warnings(output)).isEmpty();
    }

    /** A heartbeat commits the response, and then there is no other answer. */
    @ParameterizedTest
    @ValueSource(strings = {"board", "map", "timeline"})
    void aSlowFirstLookMayFailBehindAHeartbeat(String view) {
        store.away = true;
        store.delay = HEARTBEAT.plus(PAUSE);
        var watcher = new Watcher(open(view));
        time.advanceTimeBy(HEARTBEAT.plus(PAUSE));
        assertThat(watcher.failure).isNull();
        assertThat(watcher.heartbeats()).isPositive();

        store.away = false;
        store.delay = Duration.ZERO;
        time.advanceTimeBy(PAUSE);
        assertThat(watcher.lastView().event()).isEqualTo(view);
    }

    private Flux<ServerSentEvent<Object>> open(String view) {
        var streams = new OpsStreams(
                HEARTBEAT, PAUSE, 10, new StreamEnds(Duration.ofSeconds(10), new SimpleMeterRegistry()), clock);
        var viewingBoard = new ViewingBoard(store, RULES, PAUSE, clock);
        var map = new ViewingMap(new NewestHub<String, Ping>(10, (ping, known) -> true), store, viewingBoard, 10, PAUSE,
                clock);
        var life = new ViewingLife(store, store, viewingBoard, PAUSE, clock);
        var board = new BoardController(viewingBoard, map, streams);
        var timeline = new TimelineController(life, id -> Mono.empty(), streams);
        var query = new LinkedMultiValueMap<String, String>();
        var token = new JwtAuthenticationToken(Jwt.withTokenValue("t").header("alg", "none").subject("dora")
                .issuedAt(NOW).expiresAt(NOW.plusSeconds(600)).build());
        return switch (view) {
            case "board" -> board.watchBoard(query, token);
            case "map" -> {
                query.add("box", BOX);
                yield board.watchMap(query, token);
            }
            default -> timeline.watch(ride, token);
        };
    }

    private static List<String> warnings(CapturedOutput output) {
        return output.toString().lines().filter(line -> line.contains(WARNING)).toList();
    }

    /** A dispatcher with a stream, and what it brought. */
    private static final class Watcher {
        final List<ServerSentEvent<Object>> events = new ArrayList<>();
        final Disposable subscription;
        @Nullable
        Throwable failure;

        Watcher(Flux<ServerSentEvent<Object>> stream) {
            subscription = stream.subscribe(events::add, error -> failure = error);
        }

        List<ServerSentEvent<Object>> views() {
            return events.stream().filter(event -> event.data() != null).toList();
        }

        ServerSentEvent<Object> lastView() {
            return views().getLast();
        }

        long heartbeats() {
            return events.stream().filter(event -> Objects.equals(event.comment(), "heartbeat")).count();
        }
    }

    /** A database with one ride. It counts the looks, and fails them while it is away. */
    private static final class Store implements Board, Lives {
        private final UUID id;
        BoardRide ride;
        boolean away;
        Duration delay = Duration.ZERO;
        int looks;

        Store(UUID id) {
            this.id = id;
            this.ride = ride(RideState.REQUESTED, 1);
        }

        BoardRide ride(RideState state, long version) {
            return BoardSamples.ride(BoardSamples.booking(id, state, version, 1, NOW), null);
        }

        private <T> Mono<T> look(T found) {
            return Mono.defer(() -> {
                looks++;
                Mono<T> answer = away ? Mono.error(outage()) : Mono.just(found);
                return delay.isZero() ? answer : Mono.delay(delay).then(answer);
            });
        }

        private static Throwable outage() {
            return new DataAccessResourceFailureException("Failed to obtain R2DBC Connection for 40.75",
                    new R2dbcNonTransientResourceException(new ConnectException("refused")));
        }

        @Override
        public Mono<List<BoardRide>> page(BoardFilter filter, Instant now) {
            return look(List.of(ride));
        }

        @Override
        public Mono<BoardRide> find(UUID rideId) {
            return look(ride);
        }

        @Override
        public Mono<List<Count>> count(Instant now) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<List<BoardRide>> within(Box box, Collection<String> drivers, int limit) {
            return look(List.of(ride));
        }

        @Override
        public Mono<Long> forgetBefore(Instant before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> record(List<LifeEvent> events, List<BookingSide> bookings, List<DispatchSide> dispatches) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<List<RecordedEvent>> of(UUID rideId, int limit) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<Integer> maintain(int daysAhead, Duration retention) {
            throw new UnsupportedOperationException();
        }
    }
}
