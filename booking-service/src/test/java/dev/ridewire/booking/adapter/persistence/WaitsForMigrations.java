package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The lock waits that migrations cause. The server is asked again and again which of the application's statements wait
 * behind a migration, and what the migration itself does meanwhile. Waits while the migration writes to the disk don't
 * count: they tell of the disk and not of the migration. Nor do waits behind other statements.
 */
final class WaitsForMigrations implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(5);
    /**
     * A migration runs as the owner, the application as another role. A queue's head blocks those behind it as a lock's
     * holder does.
     */
    private static final String WAITING = """
            select clock.now, waits.pid, waits.waitstart
              from (select clock_timestamp() as now) clock
              left join (
                select waiter.pid, lock.waitstart
                  from pg_stat_activity waiter
                  join pg_locks lock on lock.pid = waiter.pid and not lock.granted
                 where waiter.datname = current_database() and waiter.usename = ? and lock.waitstart is not null
                   and exists (select from unnest(pg_blocking_pids(waiter.pid)) blocker(pid)
                                 join pg_stat_activity migration on migration.pid = blocker.pid
                                where migration.usename = ?
                                  and coalesce(migration.wait_event_type, '') not in ('IO', 'LWLock'))) waits on true""";

    /** One wait of one connection. */
    private record Wait(int pid, Instant since) {}

    private final Map<Wait, Duration> waits = new HashMap<>();
    private final Connection superuser;
    private final PreparedStatement waiting;
    private final Thread thread;
    private volatile boolean closing;
    private @Nullable SQLException failure;

    WaitsForMigrations(Postgres postgres, ServiceDatabase database) throws SQLException {
        superuser = postgres.asSuperuser(database.name());
        waiting = superuser.prepareStatement(WAITING);
        waiting.setString(1, database.appUser());
        waiting.setString(2, database.ownerUser());
        thread = Thread.ofPlatform().name("waits").start(this::watch);
    }

    /** The longest that any statement has waited for a migration so far. */
    synchronized Duration longest() throws SQLException {
        if (failure != null) {
            throw new SQLException("the server tells of no waits any more", failure);
        }
        return waits.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private void watch() {
        Instant last = Instant.MAX;
        while (!closing) {
            try (var found = waiting.executeQuery()) {
                Instant now = last;
                while (found.next()) {
                    now = found.getTimestamp("now").toInstant();
                    var since = found.getTimestamp("waitstart");
                    if (since != null) {
                        count(new Wait(found.getInt("pid"), since.toInstant()), last, now);
                    }
                }
                last = now;
            } catch (SQLException e) {
                fail(e);
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Adds the time since the last look, or since the wait began if that was later. */
    private synchronized void count(Wait wait, Instant last, Instant now) {
        Instant from = last.isBefore(wait.since()) ? wait.since() : last;
        if (from.isBefore(now)) {
            waits.merge(wait, Duration.between(from, now), Duration::plus);
        }
    }

    private synchronized void fail(SQLException reason) {
        if (!closing) {
            failure = reason;
        }
    }

    @Override
    public void close() throws SQLException {
        closing = true;
        superuser.abort(Runnable::run);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
