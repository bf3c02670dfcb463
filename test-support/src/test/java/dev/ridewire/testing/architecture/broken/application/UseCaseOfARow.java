package dev.ridewire.testing.architecture.broken.application;

import dev.ridewire.testing.architecture.broken.config.Settings;
import org.springframework.r2dbc.core.DatabaseClient;

/** A forbidden use case: it speaks SQL and reads the configuration. */
final class UseCaseOfARow {
    private final DatabaseClient database;

    UseCaseOfARow(DatabaseClient database) {
        this.database = database;
    }

    Object row() {
        return database.sql("select " + Settings.limit());
    }
}
