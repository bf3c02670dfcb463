package dev.ridewire.messaging.inbox;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** The distinction between failures that pass by themselves and failures that the event itself causes. */
final class Failures {
    /**
     * Connection lost, rollback (serialization, deadlock), resources exhausted, server stopped or cancelled, system
     * error.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");
    /**
     * Read-only server after a switch-over, lock not available in time, plan or statement that a migration made stale.
     */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "55P03", "0A000", "26000");
    /** In our case {@code statement_timeout} cancelled the query. */
    private static final String QUERY_CANCELED = "57014";

    private Failures() {}

    /** Reports whether to wait and retry without end, rather than to blame an event. */
    static boolean isTransient(Throwable failure) {
        return anyCause(failure, Failures::isTransientItself);
    }

    /**
     * Reports whether a statement or an effect ran into its time-out, so that its transaction is over. With fewer
     * events it may be quick enough.
     */
    static boolean isTooSlow(Throwable failure) {
        return anyCause(failure, cause -> cause instanceof OverdueEffect
                || (cause instanceof R2dbcException e && QUERY_CANCELED.equals(e.getSqlState())));
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> condition) {
        var seen = new HashSet<Throwable>();
        for (@Nullable
        Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (condition.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransientItself(Throwable failure) {
        if (failure instanceof R2dbcException e && e.getSqlState() != null) {
            var state = e.getSqlState();
            return TRANSIENT_STATES.contains(state)
                    || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
        }
        return failure instanceof R2dbcTransientException
                || failure instanceof R2dbcNonTransientResourceException
                || failure instanceof TransientDataAccessException
                // This writer lost a race: the next attempt reads the row that the other one wrote.
                || failure instanceof ConcurrencyFailureException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof RetriableException
                || failure instanceof TimeoutException
                || failure instanceof IOException
                // These are failures of the whole process, not of the event that was being handled.
                || failure instanceof OutOfMemoryError;
    }
}
