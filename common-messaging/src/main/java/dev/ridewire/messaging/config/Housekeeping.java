package dev.ridewire.messaging.config;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;

/** Makes the outbox's next partitions, drops old published ones, and forgets events seen long ago. Any instance may. */
final class Housekeeping implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Short statements, so that none holds the others up. */
    private static final int ROWS_AT_A_TIME = 5_000;

    private final DatabaseClient database;
    private final MessagingProperties properties;
    private @Nullable ScheduledExecutorService executor;

    Housekeeping(DatabaseClient database, MessagingProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        var started = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("housekeeping").factory());
        long period = properties.outbox().maintenance().toMillis();
        started.scheduleWithFixedDelay(this::keep, Math.min(period, 10_000), period, TimeUnit.MILLISECONDS);
        executor = started;
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }

    private void keep() {
        try {
            maintainOutbox();
            while (pruneInbox() == ROWS_AT_A_TIME && isRunning()) {
                log.atDebug().log("more of the inbox to prune");
            }
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("housekeeping failed, it is tried again next time");
        }
    }

    private void maintainOutbox() {
        var dropped = database.sql("select outbox_maintain(:daysAhead, make_interval(secs => :retention))")
                .bind("daysAhead", properties.outbox().daysAhead())
                .bind("retention", (double) properties.outbox().retention().toSeconds())
                .map(row -> row.get(0, Integer.class))
                .one()
                .block(PATIENCE);
        if (dropped != null && dropped > 0) {
            log.atInfo().addKeyValue("partitions", dropped).log("old partitions of the outbox dropped");
        }
    }

    private long pruneInbox() {
        var rows = database
                .sql("""
                delete from inbox where ctid = any(array(
                    select ctid from inbox where received_at < now() - make_interval(secs => :retention) limit :rows))""")
                .bind("retention", (double) properties.inbox().retention().toSeconds())
                .bind("rows", ROWS_AT_A_TIME)
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
        return rows == null ? 0 : rows;
    }
}
