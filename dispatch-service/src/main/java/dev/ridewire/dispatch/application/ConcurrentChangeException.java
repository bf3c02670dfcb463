package dev.ridewire.dispatch.application;

/** Someone else changed what a decision rests on. Nothing was stored; decide again. */
public final class ConcurrentChangeException extends RuntimeException {
    public ConcurrentChangeException(String message) {
        super(message, null, false, false);
    }
}
