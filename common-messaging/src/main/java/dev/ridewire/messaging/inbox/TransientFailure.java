package dev.ridewire.messaging.inbox;

/** A failure that the events did not cause: the listener handles the poll again later. */
final class TransientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TransientFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
