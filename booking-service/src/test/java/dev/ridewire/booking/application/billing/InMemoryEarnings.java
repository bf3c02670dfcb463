package dev.ridewire.booking.application.billing;

import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.AssignedDriver;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideState;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import reactor.core.publisher.Mono;

/** Earnings in memory, with the promises of the real ones. */
public final class InMemoryEarnings implements Earnings {
    private static final Comparator<DayAndCurrency> ORDER = Comparator.comparing(DayAndCurrency::day)
            .thenComparing(DayAndCurrency::currency);

    private final InMemoryRides rides;

    public InMemoryEarnings(InMemoryRides rides) {
        this.rides = rides;
    }

    @Override
    public Mono<List<Day>> byDay(DriverId driver, LocalDate from, LocalDate to) {
        return Mono.fromSupplier(() -> byDayNow(driver, from, to));
    }

    private List<Day> byDayNow(DriverId driver, LocalDate from, LocalDate to) {
        Map<DayAndCurrency, Day> days = new TreeMap<>(ORDER);
        for (Ride ride : rides.all()) {
            AssignedDriver assigned = ride.state().driver();
            LocalDate day = LocalDate.ofInstant(ride.stateChangedAt(), ride.order().terms().zone());
            if (assigned != null && assigned.id().equals(driver) && !day.isBefore(from) && !day.isAfter(to)) {
                earnedBy(ride).ifPresent(earned -> days.merge(new DayAndCurrency(day, earned.getCurrencyUnit()),
                        new Day(day, 1, earned), InMemoryEarnings::together));
            }
        }
        return List.copyOf(days.values());
    }

    private static Optional<Money> earnedBy(Ride ride) {
        return switch (ride.state()) {
            case RideState.Completed(var _, var _, var _, var settlement) when settlement != null -> Optional.of(
                    settlement.driverEarnings());
            case RideState.Cancelled(var cancellation, var _) when !cancellation.fee().isZero() -> Optional.of(
                    cancellation.fee());
            case RideState.Scheduled _,RideState.Requested _,RideState.DriverAssigned _,RideState.DriverArrived _,RideState.InProgress _,RideState.Completed _,RideState.Cancelled _,RideState.NoDriverAvailable _ ->
                Optional.empty();
        };
    }

    private static Day together(Day one, Day other) {
        return new Day(one.date(), one.rides() + other.rides(), one.earned().plus(other.earned()));
    }

    private record DayAndCurrency(LocalDate day, CurrencyUnit currency) {}
}
