package dev.ridewire.dispatch.application;

import java.util.List;
import reactor.core.publisher.Mono;

/** The store in which decisions take effect. */
public interface Changes {
    /**
     * Stores matches, drivers, offers and their events together, in one statement however many changes there are. A
     * ride or a driver may stand in one change of a list only.
     *
     * @return fails with {@link ConcurrentChangeException} where a match or driver is no longer at the version that the
     *         decision was made on, or where ride or driver already have a live offer
     */
    Mono<Void> store(List<CausedChange> changes);
}
