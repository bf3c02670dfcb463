package dev.ridewire.booking.adapter.schedule;

import dev.ridewire.booking.application.FiringScheduledRides;
import dev.ridewire.booking.application.Rides;
import dev.ridewire.web.reactive.Uncancellable;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Looks again and again for rows whose time has come. The rows are the truth: a sweep that fails is made up for by the next. */
@Component
final class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    /** Longer than the server lets the statements run. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int KEYS_AT_ONCE = 1_000;

    private final FiringScheduledRides firingScheduledRides;
    private final Rides rides;
    private final TransactionalOperator transactions;
    private final Clock clock;

    Sweep(FiringScheduledRides firingScheduledRides, Rides rides, TransactionalOperator transactions, Clock clock) {
        this.firingScheduledRides = firingScheduledRides;
        this.rides = rides;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${ridewire.booking.sweep.scheduled-rides:1s}")
    void fireScheduledRides() {
        run("scheduled rides", firingScheduledRides.fireDue().as(transactions::transactional));
    }

    @Scheduled(fixedDelayString = "${ridewire.booking.sweep.idempotency-keys:10s}")
    void forgetExpiredKeys() {
        run("idempotency keys", rides.forgetExpiredKeys(clock.instant(), KEYS_AT_ONCE));
    }

    private static void run(String name, Mono<? extends Number> sweep) {
        try {
            Uncancellable.write(sweep).block(TIMEOUT);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("sweep", name).setCause(e).log("sweep failed, the next one tries again");
        }
    }
}
