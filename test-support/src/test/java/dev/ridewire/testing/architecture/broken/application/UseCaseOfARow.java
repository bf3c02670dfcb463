package dev.ridewire.testing.architecture.broken.application;

import dev.ridewire.testing.architecture.broken.config.Settings;
import org.springframework.r2dbc.core.DatabaseClient;

/** What no use case may be: one that speaks SQL and asks the configuration. */
final class UseCaseOfARow {
    private final DatabaseClient database;

    UseCaseOfARow(DatabaseClient database) {
        this.database = database;
    }

    Object row() {
        return database.sql("select " + Settings.limit());
    }
}
