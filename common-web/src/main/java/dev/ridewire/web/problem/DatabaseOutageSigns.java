package dev.ridewire.web.problem;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A connection that can't be had or broke, a pool without a free place, a statement or a lock that took too long. */
final class DatabaseOutageSigns implements OutageSigns {
    @Override
    public boolean recognise(Throwable error) {
        return switch (error) {
            case TransientDataAccessException _ -> true;
            case DataAccessResourceFailureException _ -> true;
            case CannotCreateTransactionException _ -> true;
            // Time-outs and rollbacks by the server are transient ones.
            case R2dbcTransientException _ -> true;
            case R2dbcNonTransientResourceException _ -> true;
            default -> false;
        };
    }
}
