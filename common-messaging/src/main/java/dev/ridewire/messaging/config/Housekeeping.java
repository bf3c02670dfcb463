package dev.ridewire.messaging.config;

import dev.ridewire.service.schedule.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Makes the outbox's next partitions, drops old published ones, and forgets events dealt with long ago. Any instance
 * may.
 */
final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    /**
     * The wait before the first run. It is short, so that a service that is restarted often still does its
     * housekeeping.
     */
    private static final Duration FIRST = Duration.ofSeconds(10);
    /** The most rows of one statement. Short statements hold their locks for a short time only. */
    private static final int ROWS_AT_A_TIME = 5_000;

    private final DatabaseClient database;
    private final MessagingProperties properties;

    Housekeeping(DatabaseClient database, MessagingProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    Loop loop(MeterRegistry meters) {
        var period = properties.outbox().maintenance();
        return new Loop("housekeeping", period.compareTo(FIRST) < 0 ? period : FIRST, period, this::keep, meters);
    }

    /** Does one piece of the work and reports whether more is waiting. */
    Mono<Boolean> keep() {
        return maintainOutbox()
                .then(forgetStrays())
                .zipWhen(strays -> forgetSetAside().then(pruneInbox()))
                .map(done -> done.getT1() == ROWS_AT_A_TIME || done.getT2() == ROWS_AT_A_TIME);
    }

    private Mono<Integer> maintainOutbox() {
        return database
                .sql("/* maintain outbox */ select outbox_maintain(:daysAhead, make_interval(secs => :retention))")
                .bind("daysAhead", properties.outbox().daysAhead())
                .bind("retention", (double) properties.outbox().retention().toSeconds())
                .mapValue(Integer.class)
                .one()
                .doOnNext(dropped -> {
                    if (dropped > 0) {
                        log.atInfo().addKeyValue("partitions", dropped).log("old partitions of the outbox dropped");
                    }
                });
    }

    private Mono<Integer> forgetStrays() {
        return database.sql("/* forget strays */ select outbox_forget_strays(make_interval(secs => :retention), :rows)")
                .bind("retention", (double) properties.outbox().retention().toSeconds())
                .bind("rows", ROWS_AT_A_TIME)
                .mapValue(Integer.class)
                .one();
    }

    private Mono<Long> forgetSetAside() {
        return database
                .sql("/* forget set-aside events */ delete from outbox_set_aside where set_aside_at < now() - make_interval(secs => :retention)")
                .bind("retention", (double) properties.outbox().setAsideRetention().toSeconds())
                .fetch()
                .rowsUpdated()
                .doOnNext(forgotten -> {
                    if (forgotten > 0) {
                        log.atWarn().addKeyValue("events", forgotten)
                                .log("set-aside events deleted: nobody redrove or discarded them in time");
                    }
                });
    }

    private Mono<Long> pruneInbox() {
        return database
                .sql("""
                        /* forget received events */
                        delete from inbox where ctid = any(array(
                            select ctid from inbox where received_at < now() - make_interval(secs => :retention) limit :rows))""")
                .bind("retention", (double) properties.inbox().retention().toSeconds())
                .bind("rows", ROWS_AT_A_TIME)
                .fetch()
                .rowsUpdated();
    }
}
