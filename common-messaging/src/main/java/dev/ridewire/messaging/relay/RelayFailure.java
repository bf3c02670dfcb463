package dev.ridewire.messaging.relay;

/** A failure that ends an engine. The supervisor starts the next one, which begins at the slot's position. */
public final class RelayFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RelayFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
