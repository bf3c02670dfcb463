package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.offer.LockedOffer;
import dev.ridewire.dispatch.application.offer.Offers;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.domain.offer.Offer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresOffers implements Offers {
    private static final String OFFER_AND_TRIP = """
            select %s
              from offer
              join ride_match on ride_match.ride_id = offer.ride_id
            """.formatted(Columns.OFFER_AND_TRIP);

    private final DatabaseClient database;

    PostgresOffers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<LockedOffer> lock(UUID offerId, String driverId) {
        // PostgreSQL locks the row of each table in the order of the last line, and re-reads those that it waited for.
        return database.sql("""
                /* lock offer with match and driver */
                select %s, %s, %s
                  from offer
                  join ride_match on ride_match.ride_id = offer.ride_id
                  join driver on driver.driver_id = offer.driver_id
                 where offer.offer_id = :offer
                   and offer.driver_id = :driver
                   for update of ride_match, driver, offer
                """.formatted(Columns.prefixed("", "offer", Columns.OFFER),
                Columns.prefixed(Rows.OF_MATCH, "ride_match", Columns.MATCH),
                Columns.prefixed(Rows.OF_DRIVER, "driver", Columns.DRIVER)))
                .bind("offer", offerId)
                .bind("driver", driverId)
                .map(Rows::lockedOffer).one();
    }

    @Override
    public Mono<TripOffer> find(UUID offerId) {
        return database.sql("/* find offer */ " + OFFER_AND_TRIP + " where offer.offer_id = :offer")
                .bind("offer", offerId)
                .map(Rows::tripOffer).one();
    }

    @Override
    public Mono<List<TripOffer>> pending(Set<String> driverIds) {
        return database.sql("/* find pending offers */ " + OFFER_AND_TRIP + """
                 where offer.driver_id = any(:drivers)
                   and offer.state = 'PENDING'
                   and offer.ended_at is null
                """).bind("drivers", driverIds.toArray(String[]::new)).map(Rows::tripOffer).all().collectList();
    }

    @Override
    public Mono<List<TripOffer>> liveOrWithdrawnAfter(Set<String> driverIds, Instant time) {
        // Each branch has its partial index: a probe for each driver, and the few withdrawals of the last minutes.
        return database.sql("/* find live and withdrawn offers */ " + OFFER_AND_TRIP + """
                 where offer.driver_id = any(:drivers)
                   and offer.ended_at is null
                union all
                """ + OFFER_AND_TRIP + """
                  join unnest(:drivers) as asked(driver_id) on asked.driver_id = offer.driver_id
                 where offer.state = 'WITHDRAWN'
                   and offer.ended_at > :time
                """).bind("drivers", driverIds.toArray(String[]::new)).bind("time", time)
                .map(Rows::tripOffer).all().collectList();
    }

    @Override
    public Mono<List<Offer>> ofRide(UUID rideId) {
        return database.sql("/* find offers of ride */ select %s from offer where ride_id = :ride order by made_at"
                .formatted(Columns.OFFER))
                .bind("ride", rideId)
                .map(Rows::offer).all().collectList();
    }
}
