package dev.ridewire.booking.application.billing;

import dev.ridewire.booking.domain.party.DriverId;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.joda.money.Money;
import reactor.core.publisher.Mono;

/** The drivers' earnings. */
public interface Earnings {
    /**
     * Finds a driver's earnings for each day that has any, the earliest day first. A ride counts on the day on which it
     * ended, in the time zone of its city.
     *
     * @param from the first day
     * @param to   the last day
     */
    Mono<List<Day>> byDay(DriverId driver, LocalDate from, LocalDate to);

    /**
     * One day in one currency.
     *
     * @param rides number of rides, and of cancellations with a fee, on that day
     */
    record Day(LocalDate date, int rides, Money earned) {
        public Day {
            Objects.requireNonNull(date, "date");
            Objects.requireNonNull(earned, "earned");
        }
    }
}
