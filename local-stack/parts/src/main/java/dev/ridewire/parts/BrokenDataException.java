package dev.ridewire.parts;

/** A data folder that can't be used as it is. */
public final class BrokenDataException extends PartFailedException {
    private static final long serialVersionUID = 1L;

    public BrokenDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
