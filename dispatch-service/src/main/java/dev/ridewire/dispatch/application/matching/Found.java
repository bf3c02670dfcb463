package dev.ridewire.dispatch.application.matching;

import dev.ridewire.dispatch.application.matching.RideInBatch.PassedOver;
import dev.ridewire.dispatch.application.matching.RideInBatch.Reason;
import dev.ridewire.dispatch.domain.matching.OpenSearch;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The drivers around a pickup: the candidates, and those who are none.
 *
 * @param nearest the nearest of those who are no candidates
 */
record Found(OpenSearch search, int considered, Map<Reason, Integer> passedOver, List<PassedOver> nearest) {
    Found {
        Objects.requireNonNull(search, "search");
        passedOver = Map.copyOf(passedOver);
        nearest = List.copyOf(nearest);
    }
}
