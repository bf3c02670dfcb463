package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.application.billing.Earnings;
import dev.ridewire.booking.domain.party.DriverId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Earnings in PostgreSQL, added up from the rides. */
@Component
final class PostgresEarnings implements Earnings {
    /**
     * The index finds every ride that ended on one of the days in any time zone. The ride's own zone then decides the
     * day.
     */
    private static final String BY_DAY = """
            /* sum earnings by day */
            select (state_changed_at at time zone time_zone)::date as day, currency, count(*) as rides,
                   sum(driver_earnings) as earned
              from ride
             where driver_id = :driver and driver_earnings is not null
               and state_changed_at >= :earliest and state_changed_at < :latest
               and (state_changed_at at time zone time_zone)::date between :from and :to
             group by day, currency
             order by day, currency
            """;

    private final DatabaseClient database;

    PostgresEarnings(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<List<Day>> byDay(DriverId driver, LocalDate from, LocalDate to) {
        return database.sql(BY_DAY)
                .bind("driver", driver.value())
                .bind("earliest", from.atStartOfDay().toInstant(ZoneOffset.MAX))
                .bind("latest", to.plusDays(1).atStartOfDay().toInstant(ZoneOffset.MIN))
                .bind("from", from)
                .bind("to", to)
                .map(PostgresEarnings::day)
                .all().collectList();
    }

    private static Day day(Readable row) {
        CurrencyUnit currency = CurrencyUnit.of(required(row, "currency", String.class));
        return new Day(
                required(row, "day", LocalDate.class),
                required(row, "rides", Long.class).intValue(),
                Money.of(currency, required(row, "earned", BigDecimal.class), RoundingMode.UNNECESSARY));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
