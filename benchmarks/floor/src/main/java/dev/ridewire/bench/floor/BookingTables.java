package dev.ridewire.bench.floor;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Creates booking's tables with booking's migrations for the contenders: the same columns and indexes. */
final class BookingTables {
    /** The outbox's tables only, because a slot without a reader would retain WAL. */
    private static final String OUTBOX_ONLY = "1";

    private BookingTables() {}

    /** @param arguments JDBC URL, owner, owner's password, application's role */
    public static void main(String[] arguments) {
        var owner = Flyway.configure().dataSource(arguments[0], arguments[1], arguments[2])
                .baselineOnMigrate(true).baselineVersion("0");
        owner.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        owner.locations("classpath:db/migration").load().migrate();
        owner.locations("classpath:db/messaging").table("messaging_schema_history").target(OUTBOX_ONLY)
                .placeholders(Map.of("publication", "bench_outbox", "app", arguments[3])).load().migrate();
    }
}
