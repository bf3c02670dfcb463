package dev.ridewire.booking.adapter.persistence;

import io.r2dbc.postgresql.api.PostgresqlException;
import org.springframework.dao.DataAccessException;

/** The meanings of PostgreSQL's refusals. */
final class DatabaseErrors {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private DatabaseErrors() {}

    static boolean violates(DataAccessException error, String constraint) {
        return error.getCause() instanceof PostgresqlException refusal
                && refusal.getErrorDetails().getConstraintName().filter(constraint::equals).isPresent();
    }

    /** Another transaction holds a lock for longer than a statement may wait. */
    static boolean isLockTimeout(DataAccessException error) {
        return error.getCause() instanceof PostgresqlException refusal
                && refusal.getErrorDetails().getCode().equals(LOCK_NOT_AVAILABLE);
    }
}
