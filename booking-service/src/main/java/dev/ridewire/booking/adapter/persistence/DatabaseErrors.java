package dev.ridewire.booking.adapter.persistence;

import io.r2dbc.postgresql.api.PostgresqlException;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;

/** The meanings of PostgreSQL's refusals. */
final class DatabaseErrors {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /**
     * The SQLSTATEs of what the values of one row cause: violated constraints, values out of range, a lock that another
     * transaction holds, a deadlock with it.
     */
    private static final Pattern OF_ONE_ROW = Pattern.compile("2[123].{3}|55P03|40P01");

    private DatabaseErrors() {}

    static boolean violates(DataAccessException error, String constraint) {
        return error.getCause() instanceof PostgresqlException refusal
                && refusal.getErrorDetails().getConstraintName().filter(constraint::equals).isPresent();
    }

    /** Reports whether a statement of many rows may have failed because of one of them. */
    static boolean isOfOneRow(Throwable error) {
        return error.getCause() instanceof PostgresqlException refusal
                && OF_ONE_ROW.matcher(refusal.getErrorDetails().getCode()).matches();
    }

    /** Another transaction holds a lock for longer than a statement may wait. */
    static boolean isLockTimeout(DataAccessException error) {
        return error.getCause() instanceof PostgresqlException refusal
                && refusal.getErrorDetails().getCode().equals(LOCK_NOT_AVAILABLE);
    }
}
