package dev.ridewire.booking.application.ride;

import org.jspecify.annotations.Nullable;

/**
 * A change would have given a rider a second active ride: it is not stored, and the transaction around it must be
 * undone.
 */
public final class SecondActiveRideException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause null where there is no other */
    public SecondActiveRideException(@Nullable Throwable cause) {
        super("the rider has an active ride", cause);
    }
}
