package dev.ridewire.parts;

import org.jspecify.annotations.Nullable;

/** The failure of a part that did not start, did not stop or died. The message is a sentence for people. */
public class PartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartFailedException(String message) {
        super(message);
    }

    public PartFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
