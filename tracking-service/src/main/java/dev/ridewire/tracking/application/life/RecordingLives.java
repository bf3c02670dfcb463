package dev.ridewire.tracking.application.life;

import dev.ridewire.tracking.domain.board.BookingSide;
import dev.ridewire.tracking.domain.board.DispatchSide;
import dev.ridewire.tracking.domain.life.LifeEvent;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The use case that records every version of every event, and moves the board by the newest. */
public final class RecordingLives {
    private final Lives lives;

    public RecordingLives(Lives lives) {
        this.lives = lives;
    }

    /** Records the events of a poll, which may hold several versions of an aggregate. */
    public Mono<Void> record(List<Told> told) {
        return told.isEmpty()
                ? Mono.empty()
                : lives.record(told.stream().map(Told::event).toList(),
                        newest(told.stream().map(Told::booking), BookingSide::rideId,
                                (one, other) -> one.version() > other.version() ? one : other),
                        newest(told.stream().map(Told::dispatch), DispatchSide::rideId,
                                (one, other) -> one.version() > other.version() ? one : other));
    }

    private static <T> List<T> newest(
            Stream<@Nullable T> sides, Function<T, UUID> rideId, BinaryOperator<T> newer) {
        Collection<T> newest = sides.filter(Objects::nonNull).map(Objects::requireNonNull)
                .collect(Collectors.toMap(rideId, Function.identity(), newer)).values();
        return List.copyOf(newest);
    }

    /**
     * An event and the side of the board that it moves.
     *
     * @param booking  null unless booking told of a ride in a known state
     * @param dispatch null unless dispatch told of a search in a known state
     */
    public record Told(LifeEvent event, @Nullable BookingSide booking, @Nullable DispatchSide dispatch) {
        public Told {
            Objects.requireNonNull(event, "event");
        }
    }
}
