package dev.ridewire.booking.config;

import dev.ridewire.booking.application.deadline.CompletingAbandonedRides;
import dev.ridewire.booking.application.deadline.EndingOverdueRides;
import dev.ridewire.booking.application.deadline.FiringScheduledRides;
import dev.ridewire.booking.application.deadline.SettlingUnmeasuredRides;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.service.schedule.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The time-based work. The database knows what is due, so the next run makes up for one that fails. */
@Configuration(proxyBeanMethods = false)
class PeriodicWork {
    /** The number of keys that one transaction deletes. */
    private static final int KEYS_AT_ONCE = 1_000;

    @Bean
    Loop scheduledRidesLoop(
            FiringScheduledRides firing, TransactionalOperator transactions, BookingProperties properties,
            MeterRegistry meters) {
        return new Loop("scheduled-rides", properties.sweep().scheduledRides(),
                () -> firing.fireDue(transactions::transactional).map(fired -> fired > 0), meters);
    }

    @Bean
    Loop overdueRidesLoop(
            EndingOverdueRides ending, TransactionalOperator transactions, BookingProperties properties,
            MeterRegistry meters) {
        return new Loop("overdue-rides", properties.sweep().scheduledRides(),
                () -> ending.endOverdue().as(transactions::transactional).map(ended -> ended > 0), meters);
    }

    @Bean
    Loop abandonedRidesLoop(
            CompletingAbandonedRides completing, TransactionalOperator transactions, BookingProperties properties,
            MeterRegistry meters) {
        return new Loop("abandoned-rides", properties.sweep().abandonedRides(),
                () -> completing.completeAbandoned().as(transactions::transactional).map(completed -> completed > 0),
                meters);
    }

    @Bean
    Loop unmeasuredRidesLoop(
            SettlingUnmeasuredRides settling, TransactionalOperator transactions, BookingProperties properties,
            MeterRegistry meters) {
        return new Loop("unmeasured-rides", properties.sweep().unmeasuredRides(),
                () -> settling.settleDue().as(transactions::transactional).map(settled -> settled > 0), meters);
    }

    @Bean
    Loop idempotencyKeysLoop(Rides rides, Clock clock, BookingProperties properties, MeterRegistry meters) {
        return new Loop("idempotency-keys", properties.sweep().idempotencyKeys(),
                () -> rides.forgetExpiredKeys(clock.instant(), KEYS_AT_ONCE)
                        .map(forgotten -> forgotten == KEYS_AT_ONCE),
                meters);
    }
}
