package dev.ridewire.service.migration;

import java.util.Map;

/**
 * Migrations of a library's tables in the service's schema. They run before the service's own and keep their own
 * history, so that a library and a service number their migrations independently.
 *
 * @param location     classpath folder of the scripts, such as {@code classpath:db/messaging}
 * @param historyTable table that records the applied scripts
 * @param placeholders values that the scripts refer to as <code>${name}</code>
 */
public record LibraryMigrations(String location, String historyTable, Map<String, String> placeholders) {
    public LibraryMigrations {
        placeholders = Map.copyOf(placeholders);
    }
}
