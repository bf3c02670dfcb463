package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.application.Positions;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The positions of drivers on a ride in PostgreSQL. Only the instance that received a report writes its positions. They
 * are buffered, so that a slow database does not make drivers wait: a lost position only straightens the measured way.
 */
public final class PostgresPositions implements Positions {
    /** The number of positions in more than five hours, at one a second. */
    private static final int MAX_POSITIONS_OF_A_DRIVE = 20_000;

    private final DatabaseClient database;
    private final Duration maxGap;
    private final WriteBehind<PositionRow> buffer;

    /** @param maxGap how long before the start of a drive, or after its end, a position may tell about the drive */
    public PostgresPositions(DatabaseClient database, WriteBehind.Bounds bounds, Duration maxGap) {
        this.database = database;
        this.maxGap = maxGap;
        this.buffer = new WriteBehind<>("positions", bounds, this::insert);
    }

    @Override
    public void keep(String driverId, List<Ping> pings) {
        pings.forEach(ping -> buffer.add(PositionRow.of(driverId, ping)));
    }

    @Override
    public Mono<Void> settle() {
        return buffer.flush();
    }

    private Mono<Void> insert(List<PositionRow> rows) {
        return database.sql("""
                /* record positions */
                insert into driver_position (
                    driver_id, second, recorded_at, lat, lng, speed_mps, accuracy_meters)
                select distinct on (ping.driver_id, ping.second)
                    ping.driver_id, ping.second, ping.recorded_at, ping.lat, ping.lng, ping.speed_mps,
                    ping.accuracy_meters
                from jsonb_to_recordset(cast(:positions as jsonb)) as ping(
                    driver_id text, second bigint, recorded_at timestamptz, lat double precision, lng double precision,
                    speed_mps double precision, accuracy_meters double precision)
                where exists (select from ride where ride.driver_id = ping.driver_id)
                    or exists (
                        select from drive
                        where drive.driver_id = ping.driver_id
                            and ping.recorded_at between drive.started_at - cast(:max_gap as interval)
                                and drive.completed_at + cast(:max_gap as interval))
                order by ping.driver_id, ping.second, ping.recorded_at, ping.lat, ping.lng
                -- The first of a second stays, whatever their order of arrival.
                on conflict (driver_id, second) do update
                set recorded_at = excluded.recorded_at, lat = excluded.lat, lng = excluded.lng,
                    speed_mps = excluded.speed_mps, accuracy_meters = excluded.accuracy_meters
                where (excluded.recorded_at, excluded.lat, excluded.lng)
                    < (driver_position.recorded_at, driver_position.lat, driver_position.lng)
                """)
                .bind("positions", Documents.rows(rows))
                .bind("max_gap", maxGap.toString())
                .then();
    }

    @Override
    public Mono<Map<UUID, List<Waypoint>>> along(List<FinishedDrive> drives) {
        return database.sql("""
                /* find positions along drives */
                select drive.ride_id, passed.recorded_at, passed.lat, passed.lng, passed.speed_mps,
                    passed.accuracy_meters
                from jsonb_to_recordset(cast(:drives as jsonb)) as drive(
                    ride_id uuid, driver_id text, started_at timestamptz, completed_at timestamptz)
                cross join lateral (
                    select recorded_at, lat, lng, speed_mps, accuracy_meters from driver_position
                    where driver_id = drive.driver_id
                        and recorded_at >= coalesce((
                            select max(recorded_at) from driver_position
                            where driver_id = drive.driver_id
                                and recorded_at between drive.started_at - cast(:max_gap as interval)
                                    and drive.started_at), drive.started_at)
                        and recorded_at <= coalesce((
                            select min(recorded_at) from driver_position
                            where driver_id = drive.driver_id
                                and recorded_at between drive.completed_at
                                    and drive.completed_at + cast(:max_gap as interval)), drive.completed_at)
                    order by recorded_at
                    limit %d
                ) as passed
                order by drive.ride_id, passed.recorded_at
                """.formatted(MAX_POSITIONS_OF_A_DRIVE))
                .bind("drives", Documents.rows(drives.stream().map(DriveRow::of).toList()))
                .bind("max_gap", maxGap.toString())
                .map(row -> Map.entry(
                        Columns.required(row, "ride_id", UUID.class),
                        new Waypoint(
                                new GeoPoint(Columns.required(row, "lat", Double.class),
                                        Columns.required(row, "lng", Double.class)),
                                Columns.required(row, "recorded_at", Instant.class),
                                row.get("speed_mps", Double.class), row.get("accuracy_meters", Double.class))))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    @Override
    public Mono<Long> forgetBefore(Instant time, int limit) {
        return database.sql("""
                /* forget positions */
                delete from driver_position
                where (driver_id, second) in (
                    select driver_id, second from driver_position where recorded_at < :time limit :limit)
                """)
                .bind("time", time)
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    /** Returns the number of positions that were lost since the start because the buffer was full. */
    public long lost() {
        return buffer.lost();
    }

    /** Writes the buffered positions, within a bounded time. */
    public void close() {
        buffer.close();
    }

    private record PositionRow(
            String driver_id, long second, Instant recorded_at, double lat, double lng, @Nullable Double speed_mps,
            @Nullable Double accuracy_meters) {
        static PositionRow of(String driverId, Ping ping) {
            return new PositionRow(driverId, ping.recordedAt().getEpochSecond(), ping.recordedAt(),
                    ping.position().lat(), ping.position().lng(), ping.speedMps(), ping.accuracyMeters());
        }
    }

    private record DriveRow(UUID ride_id, String driver_id, Instant started_at, Instant completed_at) {
        static DriveRow of(FinishedDrive drive) {
            return new DriveRow(drive.rideId(), drive.driverId(), drive.startedAt(), drive.completedAt());
        }
    }
}
