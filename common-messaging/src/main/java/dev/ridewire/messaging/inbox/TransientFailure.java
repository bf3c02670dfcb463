package dev.ridewire.messaging.inbox;

/** Nothing is wrong with the events; the poll is handled again later. */
final class TransientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TransientFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
