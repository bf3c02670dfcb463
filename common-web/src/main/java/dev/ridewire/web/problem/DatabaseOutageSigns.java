package dev.ridewire.web.problem;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * A connection that can't be opened or broke, a pool without a free connection, a statement or a lock that took too
 * long.
 */
final class DatabaseOutageSigns implements OutageSigns {
    @Override
    public boolean recognise(Throwable error) {
        return switch (error) {
            case TransientDataAccessException _ -> true;
            case DataAccessResourceFailureException _ -> true;
            case CannotCreateTransactionException _ -> true;
            // The server's time-outs and rollbacks have transient exception types.
            case R2dbcTransientException _ -> true;
            case R2dbcNonTransientResourceException _ -> true;
            default -> false;
        };
    }
}
