package dev.ridewire.bench.floor;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Creates booking's tables with booking's migrations for the contenders: the same columns and indexes. */
final class BookingTables {
    /** The outbox's tables only, because a slot without a reader would retain WAL. */
    private static final String OUTBOX_ONLY = "1";

    private BookingTables() {}

    /** @param arguments JDBC URL, owner, owner's password, application's role; with a relay also its slot */
    public static void main(String[] arguments) {
        var owner = Flyway.configure().dataSource(arguments[0], arguments[1], arguments[2])
                .baselineOnMigrate(true).baselineVersion("0");
        owner.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        owner.locations("classpath:db/migration").load().migrate();
        boolean relayed = arguments.length > 4;
        String slot = relayed ? arguments[4] : "bench_outbox";
        owner.locations("classpath:db/messaging").table("messaging_schema_history")
                .target(relayed ? "latest" : OUTBOX_ONLY)
                .placeholders(Map.of("publication", slot, "slot", slot, "app", arguments[3])).load().migrate();
    }
}
