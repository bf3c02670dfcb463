package dev.ridewire.dispatch.adapter.persistence;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.wanted;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.matching.RideInBatch;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.parts.NewColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class NewColumnsTest {
    @Test
    void everyPreparedStatementOutlivesANewColumn() throws Exception {
        try (var database = NewColumns.on("dispatch")) {
            var matches = new PostgresMatches(database.client());
            var drivers = new PostgresDrivers(database.client());
            var offers = new PostgresOffers(database.client());
            var changes = new PostgresChangeStore(database.client(), _ -> List.of());
            var batches = new PostgresBatchLog(database.client());
            UUID ride = UUID.randomUUID();
            Set<String> ann = Set.of("ann");
            Map<String, Mono<?>> statements = new LinkedHashMap<>();
            statements.put("lock matches", matches.lock(Set.of(ride)));
            statements.put("claim searches", matches.claimSearches(null, NOON, 1));
            statements.put("claim ended searches", matches.claimEndedSearches(NOON, 1));
            statements.put("claim lapsed offers", matches.claimLapsedOffers(NOON, 1));
            statements.put("forget matches that are over", matches.forgetOver(NOON, 1));
            statements.put("find match", matches.find(ride));
            statements.put("find driver", drivers.find("ann"));
            statements.put("find available drivers", drivers.available(ann));
            statements.put("lock drivers", drivers.lock(ann));
            statements.put("lock available drivers", drivers.lockAvailable(ann));
            statements.put("lock offer with match and driver", offers.lock(ride, "ann"));
            statements.put("find offer", offers.find(ride));
            statements.put("find pending offers", offers.pending(ann));
            statements.put("find live and withdrawn offers", offers.liveOrWithdrawnAfter(ann, NOON));
            statements.put("find offers of ride", offers.ofRide(ride));
            statements.put("record batch", batches.add(List.of(new RideInBatch(ride, NOON, 1,
                    RideInBatch.Result.NO_CANDIDATE, 0, 0, Map.of(), List.of(), List.of()))));
            statements.put("find batches of ride", batches.ofRide(ride, 1));
            statements.put("forget batches", batches.forget(NOON, 1));
            statements.put("store changes", Mono.defer(() -> changes.store(List.of(new Traced<>(
                    Dispatching.follow(wanted(UUID.randomUUID()), null, null, POLICY, NOON).orElseThrow(),
                    TraceContext.NONE)))));

            database.requireThatAllOutliveANewColumn(statements);
        }
    }
}
