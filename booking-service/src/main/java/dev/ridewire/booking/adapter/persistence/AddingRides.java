package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.application.ride.Rides.AddResult;
import dev.ridewire.booking.domain.fare.FareTerms;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.messaging.outbox.OutboxArrays;
import dev.ridewire.messaging.outbox.OutboxSql;
import dev.ridewire.messaging.outbox.OutboxEntry;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** The statement that adds new rides of different riders, any number at once. */
final class AddingRides {
    /**
     * Each array has a value of each ride, so the text is the same for any number of them. The statement looks first
     * for what stands against a ride: an active ride of its rider, or too many scheduled ones. Such a ride claims no
     * key. Then it claims the keys, taking over expired ones, and adds the rides whose keys it has claimed.
     *
     * <p>It returns only the rides that were not added, and why. A taken key counts first: the request may be a
     * repetition of the one that is in the way. An active ride that another transaction stores at the same moment is
     * not seen, and the index of active rides makes the whole statement fail.
     *
     * <p>Both look-ups are lateral and limited: otherwise the planner may read all active rides into a hash table. The
     * count uses the order of an index of the rider's own rides, as {@code PostgresRides#findNewestOf} does.
     */
    private static final String ADD = """
            /* add rides */
            with asked as (
                select new.*, active.found is not null as active, scheduled.rides >= :most as too_many
                  from unnest(:ids, :riders, :states, :vehicleClasses, :pickupLats, :pickupLngs, :dropoffLats, :dropoffLngs,
                              :cities, :timeZones, :tariffVersions, :surges, :estimatedMeters, :estimatedSeconds, :rates,
                              :currencies, :quotedFares, :quotedBreakdowns, :pins, :notes, :scheduledFor, :requestedAt,
                              :keys, :fingerprints, :keyEnds, :nows, %s)
                    as new(id, rider_id, state, vehicle_class, pickup_lat, pickup_lng, dropoff_lat, dropoff_lng,
                           city, time_zone, tariff_version, surge, estimated_meters, estimated_seconds, rates,
                           currency, quoted_fare, quoted_breakdown, pin, note, scheduled_for, requested_at,
                           key, fingerprint, expires_at, now, %s)
                  left join lateral (
                       select true as found from ride
                        where new.state <> 'SCHEDULED' and ride.rider_id = new.rider_id and ride.state in %s
                        limit 1) active on true
                  cross join lateral (
                       select count(*) as rides
                         from (select from ride
                                where new.state = 'SCHEDULED'
                                  and ride.rider_id = any(array[new.rider_id]) and ride.state = 'SCHEDULED'
                                order by ride.rider_id, ride.id desc
                                limit :most) few) scheduled
            ), claimed as (
                insert into idempotency_key (rider_id, key, fingerprint, ride_id, expires_at)
                select rider_id, key, fingerprint, id, expires_at from asked where not active and not too_many
                on conflict (rider_id, key) do update
                   set (fingerprint, ride_id, expires_at) = (excluded.fingerprint, excluded.ride_id, excluded.expires_at)
                 where idempotency_key.expires_at <= (select now from asked where asked.id = excluded.ride_id)
                returning ride_id
            ), added as (
                insert into ride (id, rider_id, version, state, attempt, vehicle_class, pickup_lat, pickup_lng, dropoff_lat,
                        dropoff_lng, city, time_zone, tariff_version, surge, estimated_meters, estimated_seconds, rates,
                        currency, quoted_fare, quoted_breakdown, pin, note, scheduled_for, requested_at, state_changed_at,
                        excluded_drivers, wrong_pins)
                select id, rider_id, 1, state, 1, vehicle_class, pickup_lat, pickup_lng, dropoff_lat,
                       dropoff_lng, city, time_zone, tariff_version, surge, estimated_meters, estimated_seconds,
                       cast(rates as jsonb), currency, quoted_fare, cast(quoted_breakdown as jsonb), pin, note,
                       scheduled_for, requested_at, requested_at, '{}', 0
                  from asked
                 where id in (select ride_id from claimed)
                returning id
            ), told as (
                insert into outbox (%s)
                select %s
                  from asked
                 where id in (select id from added)
            )
            select id, case when not active and not too_many
                              or exists (select from idempotency_key as taken
                                          where taken.rider_id = asked.rider_id and taken.key = asked.key
                                            and taken.expires_at > asked.now) then 'KEY_TAKEN'
                            when active then 'ACTIVE_RIDE_EXISTS'
                            else 'TOO_MANY_SCHEDULED' end as why_not
              from asked
             where id not in (select id from added)
            """.formatted(OutboxArrays.PARAMETERS, OutboxArrays.PARAMETER_COLUMNS, PostgresRides.ACTIVE,
            OutboxSql.COLUMNS,
            OutboxArrays.VALUES);

    /** Two services that add the same riders' rides at once wait for each other in this order, and don't deadlock. */
    private static final Comparator<NewRide> BY_RIDER = Comparator.comparing(
            (NewRide added) -> added.ride().order().rider().value())
            .thenComparing(added -> added.key().value());

    private final DatabaseClient database;
    private final int mostScheduled;

    AddingRides(DatabaseClient database, RidePolicy policy) {
        this.database = database;
        this.mostScheduled = policy.mostScheduled();
    }

    /**
     * Adds rides, or fails and adds none. A single ride fails with no error that concerns it alone: its outcome says
     * so.
     *
     * @param rides of different riders
     */
    Mono<List<AddResult>> add(List<NewRide> rides) {
        return Mono.defer(() -> bound(database.sql(ADD), rides.stream().sorted(BY_RIDER).toList())
                .bind("most", mostScheduled)
                .map(row -> Map.entry(required(row, "id", UUID.class),
                        AddResult.valueOf(required(row, "why_not", String.class))))
                .all().collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(refusals -> rides.stream()
                        .map(added -> refusals.getOrDefault(added.ride().id().value(), AddResult.ADDED)).toList()))
                .onErrorResume(error -> rides.size() == 1, AddingRides::whatItMeans);
    }

    /** Interprets the failure of a transaction of one ride: the error undoes it and leaves the connection usable. */
    private static Mono<List<AddResult>> whatItMeans(Throwable error) {
        if (error instanceof DataAccessException refusal) {
            if (DatabaseErrors.violates(refusal, "ride_one_active_per_rider")) {
                return Mono.just(List.of(AddResult.ACTIVE_RIDE_EXISTS));
            }
            if (DatabaseErrors.isLockTimeout(refusal)) {
                return Mono.just(List.of(AddResult.KEY_IN_FLIGHT));
            }
        }
        return Mono.error(error);
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, List<NewRide> rides) {
        var row = new Rows(rides);
        GenericExecuteSpec bound = statement
                .bind("ids", row.of(UUID[]::new, added -> added.ride().id().value()))
                .bind("states", row.of(String[]::new, added -> added.ride().status().name()))
                .bind("requestedAt", row.of(Instant[]::new, added -> added.ride().requestedAt()))
                .bind("keys", row.of(String[]::new, added -> added.key().value()))
                .bind("fingerprints", row.of(String[]::new, added -> added.key().fingerprint()))
                .bind("keyEnds", row.of(Instant[]::new, added -> added.key().expiresAt()))
                .bind("nows", row.of(Instant[]::new, NewRide::now));
        return OutboxArrays.bind(withTerms(withOrder(bound, row), row), rides.stream().map(NewRide::event).toList());
    }

    private static GenericExecuteSpec withOrder(GenericExecuteSpec statement, Rows row) {
        return statement
                .bind("riders", row.ofOrder(String[]::new, order -> order.rider().value()))
                .bind("vehicleClasses", row.ofOrder(String[]::new, order -> order.vehicleClass().name()))
                .bind("pickupLats", row.ofOrder(Double[]::new, order -> order.pickup().lat()))
                .bind("pickupLngs", row.ofOrder(Double[]::new, order -> order.pickup().lng()))
                .bind("dropoffLats", row.ofOrder(Double[]::new, order -> order.dropoff().lat()))
                .bind("dropoffLngs", row.ofOrder(Double[]::new, order -> order.dropoff().lng()))
                .bind("currencies", row.ofOrder(String[]::new, order -> order.quotedFare().getCurrencyUnit().getCode()))
                .bind("quotedFares", row.ofOrder(BigDecimal[]::new, order -> order.quotedFare().getAmount()))
                .bind("quotedBreakdowns", row.ofOrder(String[]::new, order -> FareJson.textOf(order.quoted())))
                .bind("pins", row.ofOrder(String[]::new, order -> order.pin().digits()))
                .bind("notes", row.ofOrder(String[]::new, RideOrder::note))
                .bind("scheduledFor", row.ofOrder(Instant[]::new, RideOrder::scheduledFor));
    }

    private static GenericExecuteSpec withTerms(GenericExecuteSpec statement, Rows row) {
        return statement
                .bind("cities", row.ofTerms(String[]::new, FareTerms::city))
                .bind("timeZones", row.ofTerms(String[]::new, terms -> terms.zone().getId()))
                .bind("tariffVersions", row.ofTerms(String[]::new, FareTerms::tariffVersion))
                .bind("surges", row.ofTerms(BigDecimal[]::new, terms -> terms.surge().multiplier()))
                .bind("estimatedMeters", row.ofTerms(Long[]::new, terms -> terms.estimate().distanceMeters()))
                .bind("estimatedSeconds", row.ofTerms(Long[]::new, terms -> terms.estimate().duration().toSeconds()))
                .bind("rates", row.ofTerms(String[]::new, terms -> FareJson.textOf(terms.rates())));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /** The columns of new rides. */
    private record Rows(List<NewRide> rides) {
        <T> @Nullable T[] of(IntFunction<@Nullable T[]> array, Function<NewRide, @Nullable T> value) {
            return rides.stream().map(value).toArray(array);
        }

        <T> @Nullable T[] ofOrder(
                IntFunction<@Nullable T[]> array, Function<RideOrder, @Nullable T> value) {
            return of(array, added -> value.apply(added.ride().order()));
        }

        <T> @Nullable T[] ofTerms(
                IntFunction<@Nullable T[]> array, Function<FareTerms, @Nullable T> value) {
            return ofOrder(array, order -> value.apply(order.terms()));
        }
    }
}
