package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.domain.Change;
import java.util.List;
import reactor.core.publisher.Mono;

/** The store of what was decided. */
public interface ChangeStore {
    /**
     * Stores matches, drivers, offers and their events together, in one statement however many changes there are. A
     * ride or a driver may stand in one change of a list only. A match keeps the trace of the change that opened its
     * attempt.
     *
     * @return fails with {@link ConcurrentChangeException} where a match or driver is no longer at the version that the
     *         decision was made on, or where ride or driver already have a live offer
     */
    Mono<Void> store(List<Traced<Change>> changes);
}
