package dev.ridewire.booking.adapter.persistence;

import static dev.ridewire.booking.domain.ride.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;

import dev.ridewire.booking.adapter.messaging.RideEvents;
import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.booking.application.ride.RideFilter;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.rating.Review;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.parts.NewColumns;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class NewColumnsTest {
    @Test
    void everyPreparedStatementOutlivesANewColumn() throws Exception {
        try (var database = NewColumns.on("booking")) {
            var events = new RideEvents(UUID::randomUUID, Clock.fixed(NOW, ZoneOffset.UTC));
            var rides = new PostgresRides(database.client(), events::entryFor, RidePolicy.STANDARD, Batches.untraced());
            var ratings = new PostgresRatings(database.client());
            var earnings = new PostgresEarnings(database.client());
            var id = new RideId(UUID.randomUUID());
            var rider = new RiderId("rider-ada");
            var ride = SampleRides.requestedRide(id, rider);
            Map<String, Mono<?>> statements = new LinkedHashMap<>();
            statements.put("add rides", rides.add(ride, new RideFact.RideRequested(),
                    new IdempotencyKey("key", "fingerprint", NOW.plusSeconds(60)), NOW, TraceContext.NONE));
            statements.put("find ride", rides.find(id));
            statements.put("find ride by key", rides.findByKey(rider, "key", NOW));
            for (RideFilter filter : RideFilter.values()) {
                statements.put("find newest rides, " + filter, rides.findNewestOf(rider, filter, null, 10));
            }
            statements.put("lock rides", rides.lockAll(List.of(id)));
            var change = new RideChange(ride, SampleRides.after(ride, SampleRides.assignment(1)),
                    new RideFact.DriverAssigned(), TraceContext.NONE);
            statements.put("save rides", rides.saveAll(List.of(change)));
            statements.put("save free rides", new SavingRides(database.client(), events::entryFor)
                    .saveFree(List.of(new ChangedRide(change), new ChangedRide(change))));
            statements.put("lock due rides", rides.lockDue(NOW, 10));
            statements.put("lock overdue rides", rides.lockOverdue(NOW, 10));
            statements.put("lock abandoned rides", rides.lockAbandoned(NOW, 10));
            statements.put("lock unsettled rides", rides.lockUnsettled(NOW, 10));
            statements.put("forget expired keys", rides.forgetExpiredKeys(NOW, 10));
            statements.put("find ratings", ratings.find(id));
            statements.put("save rating", ratings.save(new Rating(id, Party.DRIVER, 1, new Review(5, null), NOW)));
            statements.put("sum earnings by day", earnings.byDay(DRIVER, LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1)));

            database.requireThatAllOutliveANewColumn(statements);
        }
    }
}
