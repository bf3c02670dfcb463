package dev.ridewire.messaging.relay;

/** Ends an engine; the supervisor builds the next one, which begins where the slot stands. */
final class RelayFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RelayFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
