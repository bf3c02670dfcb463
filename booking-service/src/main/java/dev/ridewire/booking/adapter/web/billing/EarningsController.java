package dev.ridewire.booking.adapter.web.billing;

import dev.ridewire.booking.adapter.web.Faults;
import dev.ridewire.booking.adapter.web.Views.MoneyView;
import dev.ridewire.booking.application.billing.Earnings;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.web.security.Person;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoint for a driver's earnings, day by day. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class EarningsController {
    private static final int MAX_DAYS = 31;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

    private final Earnings earnings;

    EarningsController(Earnings earnings) {
        this.earnings = earnings;
    }

    /** Both days included. */
    @GetMapping("/v1/drivers/me/earnings")
    Mono<EarningsView> byDay(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            Person person) {
        var faults = new Faults();
        LocalDate first = day("query:from", from, faults);
        LocalDate last = day("query:to", to, faults);
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MAX_DAYS) {
            faults.add("query:to", "expected: from or later, %d days in all at most".formatted(MAX_DAYS));
        }
        faults.refuseIfAny();
        return earnings.byDay(new DriverId(person.id()), first, last).map(days -> new EarningsView(
                first, last, days.stream().map(DayView::of).toList()));
    }

    private static LocalDate day(String pointer, @Nullable LocalDate date, Faults faults) {
        if (date == null) {
            faults.add(pointer, "is missing");
            return EARLIEST;
        }
        if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            faults.add(pointer, "expected: %s..%s".formatted(EARLIEST, LATEST));
            return EARLIEST;
        }
        return date;
    }

    /** @param days the days with earnings, the earliest first; a day appears twice if it has two currencies */
    record EarningsView(LocalDate from, LocalDate to, List<DayView> days) {}

    record DayView(LocalDate date, int rides, MoneyView earned) {
        static DayView of(Earnings.Day day) {
            return new DayView(day.date(), day.rides(), MoneyView.of(day.earned()));
        }
    }
}
