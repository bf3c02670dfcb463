package dev.ridewire.parts;

import org.jspecify.annotations.Nullable;

/** A part of the system that did not start, did not stop or died; the message is a sentence for people. */
public class PartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartFailedException(String message) {
        super(message);
    }

    public PartFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
