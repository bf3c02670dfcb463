package dev.ridewire.dispatch.adapter.schedule;

import dev.ridewire.dispatch.application.MatchingRides;
import dev.ridewire.dispatch.application.SearchCursor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Walks through all open searches, a batch a tick, and begins again at the oldest. */
public final class Matching {
    private static final Logger log = LoggerFactory.getLogger(Matching.class);

    private final MatchingRides matching;
    private volatile @Nullable SearchCursor next;

    public Matching(MatchingRides matching) {
        this.matching = matching;
    }

    /** One batch; true while the walk is not at its end. */
    public Mono<Boolean> tick() {
        return matching.matchBatch(next).map(batch -> {
            next = batch.next().orElse(null);
            if (batch.offers() > 0) {
                log.atInfo().addKeyValue("searches", batch.searches()).addKeyValue("offers", batch.offers())
                        .log("rides offered");
            }
            return next != null;
        });
    }
}
