package dev.ridewire.tracking.adapter.persistence.life;

import dev.ridewire.tracking.application.life.Lives;
import dev.ridewire.tracking.domain.board.BookingSide;
import dev.ridewire.tracking.domain.board.Deadline;
import dev.ridewire.tracking.domain.board.DispatchSide;
import dev.ridewire.tracking.domain.board.StuckRules;
import dev.ridewire.tracking.domain.life.Aggregate;
import dev.ridewire.tracking.domain.life.Facts;
import dev.ridewire.tracking.domain.life.LifeEvent;
import dev.ridewire.tracking.domain.life.RecordedEvent;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Events in a table of daily partitions, and the board that they move in the same statement. */
public final class PostgresLives implements Lives {
    /** The sides come in the order of their keys, so that two polls with the same rides don't deadlock. */
    private static final String RECORD = """
            /* record lives */
            with told as (
                insert into life_event (event_id, aggregate, aggregate_id, version, type, ride_id, occurred_at, trace_id,
                    facts)
                select event.event_id, event.aggregate, event.aggregate_id, event.version, event.type, event.ride_id,
                    event.occurred_at, event.trace_id, event.facts
                from jsonb_to_recordset(cast(:events as jsonb)) as event(
                    event_id uuid, aggregate text, aggregate_id text, version bigint, type text, ride_id uuid,
                    occurred_at timestamptz, trace_id text, facts jsonb)
            ), booked as (
                insert into board_ride (ride_id, version, state, attempt, city, vehicle_class, driver_id, pickup_eta,
                    pickup_lat, pickup_lng, dropoff_lat, dropoff_lng, requested_at, state_changed_at, scheduled_for,
                    fare_settled, ride_due_at, patience_due_at)
                select side.ride_id, side.version, side.state, side.attempt, side.city, side.vehicle_class,
                    side.driver_id, side.pickup_eta, side.pickup_lat, side.pickup_lng, side.dropoff_lat,
                    side.dropoff_lng, side.requested_at, side.state_changed_at, side.scheduled_for, side.fare_settled,
                    side.ride_due_at, side.patience_due_at
                from jsonb_to_recordset(cast(:bookings as jsonb)) as side(
                    ride_id uuid, version bigint, state text, attempt integer, city text, vehicle_class text,
                    driver_id text, pickup_eta integer, pickup_lat double precision, pickup_lng double precision,
                    dropoff_lat double precision, dropoff_lng double precision, requested_at timestamptz,
                    state_changed_at timestamptz, scheduled_for timestamptz, fare_settled boolean,
                    ride_due_at timestamptz, patience_due_at timestamptz)
                order by side.ride_id
                on conflict (ride_id) do update
                set version = excluded.version, state = excluded.state, attempt = excluded.attempt,
                    city = excluded.city, vehicle_class = excluded.vehicle_class, driver_id = excluded.driver_id,
                    pickup_eta = excluded.pickup_eta, pickup_lat = excluded.pickup_lat,
                    pickup_lng = excluded.pickup_lng, dropoff_lat = excluded.dropoff_lat,
                    dropoff_lng = excluded.dropoff_lng, requested_at = excluded.requested_at,
                    state_changed_at = excluded.state_changed_at, scheduled_for = excluded.scheduled_for,
                    fare_settled = excluded.fare_settled, ride_due_at = excluded.ride_due_at,
                    patience_due_at = excluded.patience_due_at, changed_at = now()
                where board_ride.version < excluded.version
            )
            insert into board_ride (ride_id, match_version, match_state, match_attempt, match_driver_id,
                offer_expires_at, search_until, match_changed_at, match_due_at)
            select side.ride_id, side.match_version, side.match_state, side.match_attempt, side.match_driver_id,
                side.offer_expires_at, side.search_until, side.match_changed_at, side.match_due_at
            from jsonb_to_recordset(cast(:dispatches as jsonb)) as side(
                ride_id uuid, match_version bigint, match_state text, match_attempt integer, match_driver_id text,
                offer_expires_at timestamptz, search_until timestamptz, match_changed_at timestamptz,
                match_due_at timestamptz)
            order by side.ride_id
            on conflict (ride_id) do update
            set match_version = excluded.match_version, match_state = excluded.match_state,
                match_attempt = excluded.match_attempt, match_driver_id = excluded.match_driver_id,
                offer_expires_at = excluded.offer_expires_at, search_until = excluded.search_until,
                match_changed_at = excluded.match_changed_at, match_due_at = excluded.match_due_at,
                changed_at = now()
            where board_ride.match_version < excluded.match_version
            """;

    private static final String OF_RIDE = """
            /* view life */
            with named as (
                select event_id, aggregate, aggregate_id, version, type, ride_id, occurred_at, recorded_at, trace_id,
                    facts
                from life_event
                where ride_id = :ride
                limit :limit
            ), freed as (
                select event_id, aggregate, aggregate_id, version, type, ride_id, occurred_at, recorded_at, trace_id,
                    facts
                from life_event
                where aggregate = 'DRIVER'
                    and ride_id is null
                    and (aggregate_id, version) in (
                        select aggregate_id, version + 1 from named where aggregate = 'DRIVER')
            )
            select event_id, aggregate, aggregate_id, version, type, ride_id, occurred_at, recorded_at, trace_id, facts
            from named
            union all
            select event_id, aggregate, aggregate_id, version, type, ride_id, occurred_at, recorded_at, trace_id, facts
            from freed
            """;

    private final DatabaseClient database;
    private final StuckRules rules;

    public PostgresLives(DatabaseClient database, StuckRules rules) {
        this.database = database;
        this.rules = rules;
    }

    @Override
    public Mono<Void> record(List<LifeEvent> events, List<BookingSide> bookings, List<DispatchSide> dispatches) {
        return database.sql(RECORD)
                .bind("events", Rows.json(events.stream().map(EventRow::of).toList()))
                .bind("bookings", Rows.json(bookings.stream().map(this::rowOf).toList()))
                .bind("dispatches", Rows.json(dispatches.stream().map(this::rowOf).toList()))
                .then();
    }

    @Override
    public Mono<List<RecordedEvent>> of(UUID rideId, int limit) {
        return database.sql(OF_RIDE)
                .bind("ride", rideId)
                .bind("limit", limit)
                .map(PostgresLives::eventOf)
                .all()
                .collectList();
    }

    @Override
    public Mono<Integer> maintain(int daysAhead, Duration retention) {
        return database.sql("""
                /* maintain lives */
                select life_event_maintain(:daysAhead, make_interval(secs => :retention))
                """)
                .bind("daysAhead", daysAhead)
                .bind("retention", (double) retention.toSeconds())
                .mapValue(Integer.class)
                .one();
    }

    private BookingRow rowOf(BookingSide side) {
        return new BookingRow(side.rideId(), side.version(), side.state().name(), side.attempt(), side.city(),
                side.vehicleClass(), side.driverId(), side.pickupEtaSeconds(), side.pickup().lat(),
                side.pickup().lng(), side.dropoff().lat(), side.dropoff().lng(), side.requestedAt(),
                side.stateChangedAt(), side.scheduledFor(), side.fareSettled(),
                rules.of(side).map(Deadline::at).orElse(null), rules.patienceOf(side).map(Deadline::at).orElse(null));
    }

    private DispatchRow rowOf(DispatchSide side) {
        return new DispatchRow(side.rideId(), side.version(), side.state().name(), side.attempt(), side.driverId(),
                side.offerExpiresAt(), side.searchUntil(), side.stateChangedAt(),
                rules.of(side).map(Deadline::at).orElse(null));
    }

    private static RecordedEvent eventOf(Readable row) {
        return new RecordedEvent(new LifeEvent(
                Rows.required(row, "event_id", UUID.class),
                Aggregate.valueOf(Rows.required(row, "aggregate", String.class)),
                Rows.required(row, "aggregate_id", String.class),
                Rows.required(row, "version", Long.class),
                Rows.required(row, "type", String.class),
                row.get("ride_id", UUID.class),
                Rows.required(row, "occurred_at", Instant.class),
                row.get("trace_id", String.class),
                Rows.read(Rows.required(row, "facts", Json.class), Facts.class)),
                Rows.required(row, "recorded_at", Instant.class));
    }

    private record EventRow(
            UUID event_id, String aggregate, String aggregate_id, long version, String type, @Nullable UUID ride_id,
            Instant occurred_at, @Nullable String trace_id, Facts facts) {
        static EventRow of(LifeEvent event) {
            return new EventRow(event.id(), event.aggregate().name(), event.aggregateId(), event.version(),
                    event.type(), event.rideId(), event.occurredAt(), event.traceId(), event.facts());
        }
    }

    private record BookingRow(
            UUID ride_id, long version, String state, int attempt, String city, String vehicle_class,
            @Nullable String driver_id, int pickup_eta, double pickup_lat, double pickup_lng, double dropoff_lat,
            double dropoff_lng, Instant requested_at, Instant state_changed_at, @Nullable Instant scheduled_for,
            boolean fare_settled, @Nullable Instant ride_due_at, @Nullable Instant patience_due_at) {}

    private record DispatchRow(
            UUID ride_id, long match_version, String match_state, int match_attempt, @Nullable String match_driver_id,
            @Nullable Instant offer_expires_at, Instant search_until, Instant match_changed_at,
            @Nullable Instant match_due_at) {}
}
