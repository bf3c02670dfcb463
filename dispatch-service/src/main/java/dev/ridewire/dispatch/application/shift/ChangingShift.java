package dev.ridewire.dispatch.application.shift;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.ConcurrentChangeException;
import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.ShiftDecision;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A driver starts or ends a shift, or changes cars. */
public final class ChangingShift {
    /** Two requests of a driver who never had a shift find no row to lock: the loser of that race looks again. */
    private static final int TRIES_AFTER_A_RACE = 2;

    private final Transactions transactions;
    private final Drivers drivers;
    private final ChangeStore changes;
    private final Clock clock;

    public ChangingShift(Transactions transactions, Drivers drivers, ChangeStore changes, Clock clock) {
        this.transactions = transactions;
        this.drivers = drivers;
        this.changes = changes;
        this.clock = clock;
    }

    public Mono<ShiftOutcome> change(String driverId, ShiftWish wish, TraceContext cause) {
        return transactions.inOne(drivers.lock(Set.of(driverId))
                .map(locked -> locked.isEmpty() ? Driver.unknown(driverId) : locked.getFirst())
                .flatMap(driver -> store(decide(driver, wish), cause)))
                .retryWhen(Retry.max(TRIES_AFTER_A_RACE)
                        .filter(ConcurrentChangeException.class::isInstance));
    }

    private ShiftDecision decide(Driver driver, ShiftWish wish) {
        return switch (wish) {
            case ShiftWish.GoOnline(var vehicle) -> driver.goOnline(vehicle, clock.instant());
            case ShiftWish.GoOffline() -> driver.goOffline(clock.instant());
        };
    }

    private Mono<ShiftOutcome> store(ShiftDecision decision, TraceContext cause) {
        return switch (decision) {
            case ShiftDecision.Changed(var change) ->
                changes.store(List.of(new Traced<>(Change.of(change), cause)))
                        .thenReturn(new ShiftOutcome.AsWished(change.driver()));
            case ShiftDecision.Unchanged(Driver driver) -> Mono.just(new ShiftOutcome.AsWished(driver));
            case ShiftDecision.Busy(var current) -> Mono.just(new ShiftOutcome.Busy(current));
        };
    }
}
