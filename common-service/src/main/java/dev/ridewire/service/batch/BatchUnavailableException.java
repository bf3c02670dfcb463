package dev.ridewire.service.batch;

import org.springframework.dao.TransientDataAccessResourceException;

/** A command that no statement has taken up: nothing was written, and a later attempt may succeed. */
public final class BatchUnavailableException extends TransientDataAccessResourceException {
    private static final long serialVersionUID = 1;

    BatchUnavailableException(String message) {
        super(message);
    }

    /** Saves the walk through the stack: under overload there are many of these, all from the same place. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
