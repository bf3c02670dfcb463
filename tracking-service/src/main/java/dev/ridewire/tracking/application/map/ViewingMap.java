package dev.ridewire.tracking.application.map;

import dev.ridewire.tracking.application.NewestHub;
import dev.ridewire.tracking.application.board.Board;
import dev.ridewire.tracking.application.board.ViewingBoard;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.board.BoardRide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use case of a dispatcher who looks at a part of the map. */
public final class ViewingMap {
    /** A car that was silent for longer is not shown. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final NewestHub<String, Ping> positions;
    private final Board board;
    private final ViewingBoard viewingBoard;
    private final int mostCars;
    private final Duration pause;
    private final Clock clock;

    /**
     * @param mostCars the most cars of a view, and the most waiting rides
     * @param pause    the time between two looks at the positions for a live view
     */
    public ViewingMap(NewestHub<String, Ping> positions, Board board, ViewingBoard viewingBoard, int mostCars,
            Duration pause, Clock clock) {
        this.positions = positions;
        this.board = board;
        this.viewingBoard = viewingBoard;
        this.mostCars = mostCars;
        this.pause = pause;
        this.clock = clock;
    }

    /** Returns the newest positions within the box, each with the driver's ride, and the rides without a driver. */
    public Mono<View> within(Board.Box box) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            List<Map.Entry<String, Ping>> present = positions.snapshot().entrySet().stream()
                    .filter(entry -> isWithin(box, entry.getValue(), now))
                    // Always in the same order, so that cars do not flicker where there are too many.
                    .sorted(Map.Entry.comparingByKey())
                    .toList();
            List<Map.Entry<String, Ping>> shown = present.stream().limit(mostCars).toList();
            return board.within(box, shown.stream().map(Map.Entry::getKey).toList(), mostCars)
                    .map(rides -> viewOf(shown, rides, present.size() - shown.size(), now));
        });
    }

    /** Returns the view now and after each pause. A slow watcher misses views and gets the newest. */
    public Flux<View> watch(Board.Box box) {
        return Flux.interval(Duration.ZERO, pause).onBackpressureDrop()
                .concatMap(tick -> within(box), 1)
                .onBackpressureLatest();
    }

    private View viewOf(
            List<Map.Entry<String, Ping>> shown, List<BoardRide> rides, int hidden,
            Instant now) {
        Map<String, ViewingBoard.Seen> byDriver = new HashMap<>();
        rides.forEach(ride -> {
            if (ride.booking().driverId() != null) {
                byDriver.put(ride.booking().driverId(), viewingBoard.seen(ride, now));
            }
        });
        List<Car> cars = shown.stream()
                .map(entry -> new Car(entry.getKey(), entry.getValue(), byDriver.get(entry.getKey())))
                .toList();
        List<ViewingBoard.Seen> waiting = rides.stream()
                .filter(ride -> ride.booking().driverId() == null)
                .map(ride -> viewingBoard.seen(ride, now))
                .sorted(Comparator.comparing(seen -> seen.ride().booking().rideId()))
                .toList();
        return new View(cars, waiting, hidden);
    }

    private static boolean isWithin(Board.Box box, Ping ping, Instant now) {
        return ping.recordedAt().isAfter(now.minus(SILENCE))
                && box.contains(ping.position().lat(), ping.position().lng());
    }

    /** @param hidden the number of cars within the box that are not shown because there are too many */
    public record View(List<Car> cars, List<ViewingBoard.Seen> waiting, int hidden) {
        public View {
            cars = List.copyOf(cars);
            waiting = List.copyOf(waiting);
        }
    }

    /** @param ride the ride that the driver is on; null for a driver without one */
    public record Car(String driverId, Ping ping, ViewingBoard.@Nullable Seen ride) {}
}
