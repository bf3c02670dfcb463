package dev.ridewire.booking.application.billing;

import static dev.ridewire.booking.domain.ride.SampleRides.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.fare.Fare;
import dev.ridewire.booking.domain.fare.FareTerms;
import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The contract that every {@link Earnings} keeps. Each sample ride earns its driver 10.50. */
public abstract class EarningsContract {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

    private final DriverId driver = new DriverId("driver-" + UUID.randomUUID());

    protected abstract Rides rides();

    protected abstract Earnings earnings();

    @Test
    void ridesCountOnTheDayOnWhichTheyEndedInTheirCity() {
        // Four in the morning of Tuesday in London is late on Monday in New York.
        settled(driver, Instant.parse("2026-11-17T04:59:59Z"), SampleRides.TERMS);
        settled(driver, Instant.parse("2026-11-17T05:00:00Z"), SampleRides.TERMS);
        settled(driver, Instant.parse("2026-11-18T04:00:00Z"), SampleRides.TERMS);

        assertThat(byDay(MONDAY, WEDNESDAY)).containsExactly(
                new Earnings.Day(MONDAY, 1, usd("10.50")), new Earnings.Day(TUESDAY, 2, usd("21.00")));
    }

    @Test
    void onlyTheDaysThatWereAskedForCount() {
        settled(driver, Instant.parse("2026-11-16T15:00:00Z"), SampleRides.TERMS);
        settled(driver, Instant.parse("2026-11-17T15:00:00Z"), SampleRides.TERMS);
        settled(driver, Instant.parse("2026-11-18T15:00:00Z"), SampleRides.TERMS);

        assertThat(byDay(TUESDAY, TUESDAY)).containsExactly(new Earnings.Day(TUESDAY, 1, usd("10.50")));
        assertThat(byDay(MONDAY.minusDays(30), MONDAY.minusDays(1))).isEmpty();
    }

    @Test
    void aDayInTwoCurrenciesIsTwoSums() {
        var inKiribati = new FareTerms("kiritimati", ZoneId.of("Pacific/Kiritimati"), "1", SampleRides.TERMS.surge(),
                SampleRides.TERMS.estimate(), Rates.flat(Money.parse("AUD 7.00")));
        settled(driver, Instant.parse("2026-11-16T11:00:00Z"), inKiribati);
        settled(driver, Instant.parse("2026-11-17T15:00:00Z"), SampleRides.TERMS);

        assertThat(byDay(TUESDAY, TUESDAY)).containsExactly(
                new Earnings.Day(TUESDAY, 1, Money.parse("AUD 7.00")), new Earnings.Day(TUESDAY, 1, usd("10.50")));
    }

    @Test
    void aCancellationThatCameTooLateEarnsItsFeeAndAFreeOneNothing() {
        Instant then = Instant.parse("2026-11-17T15:00:00Z");
        cancelled(then, Duration.ofMinutes(1));
        cancelled(then, Duration.ofMinutes(3));

        assertThat(byDay(TUESDAY, TUESDAY)).containsExactly(new Earnings.Day(TUESDAY, 1, usd("5.00")));
    }

    @Test
    void whatIsNotSettledOrOfAnotherDriverDoesNotCount() {
        Instant then = Instant.parse("2026-11-17T15:00:00Z");
        settled(new DriverId("driver-" + UUID.randomUUID()), then, SampleRides.TERMS);
        completed(driver, then, SampleRides.TERMS);

        assertThat(byDay(TUESDAY, TUESDAY)).isEmpty();
    }

    private List<Earnings.Day> byDay(LocalDate from, LocalDate to) {
        return earnings().byDay(driver, from, to).blockOptional().orElseThrow();
    }

    private void settled(DriverId driver, Instant at, FareTerms terms) {
        save(completed(driver, at, terms), new RideCommand.SettleFare(null), at.plus(Duration.ofHours(30)));
    }

    private Ride completed(DriverId driver, Instant at, FareTerms terms) {
        Ride ride = assigned(driver, at, terms);
        for (RideCommand command : List.of(new RideCommand.Arrive(driver), new RideCommand.Start(driver, PIN),
                new RideCommand.Complete(driver))) {
            ride = save(ride, command, at);
        }
        return ride;
    }

    private void cancelled(Instant assignedAt, Duration later) {
        Ride ride = assigned(driver, assignedAt, SampleRides.TERMS);
        save(ride, new RideCommand.Cancel(Actor.rider(ride.order().rider()), "changed-plans"), assignedAt.plus(later));
    }

    private Ride assigned(DriverId driver, Instant at, FareTerms terms) {
        var id = new RideId(UUID.randomUUID());
        Fare quoted = terms.quoted();
        var order = new RideOrder(new RiderId("rider-" + id), SampleRides.STANDARD, SampleRides.PICKUP,
                SampleRides.DROPOFF, quoted, terms, PIN, null, null);
        Ride ride = SampleRides.accepted(Ride.request(id, order, RidePolicy.STANDARD, at)).ride();
        rides().add(ride, new RideFact.RideRequested(), new IdempotencyKey("key", "fingerprint", at.plusSeconds(60)),
                at, TraceContext.NONE).block();
        return save(ride, SampleRides.assignment(1, driver), at);
    }

    private Ride save(Ride ride, RideCommand command, Instant at) {
        var accepted = SampleRides.accepted(ride.decide(command, RidePolicy.STANDARD, at));
        var change = new RideChange(ride, accepted.ride(), accepted.fact(), TraceContext.NONE);
        assertThat(rides().save(change).block()).isTrue();
        return accepted.ride();
    }

    private static Money usd(String amount) {
        return Money.parse("USD " + amount);
    }
}
