package dev.ridewire.booking.application.ride;

import org.jspecify.annotations.Nullable;

/**
 * The failure of a change that would have given a rider a second active ride. The change is not stored, and the
 * surrounding transaction must roll back.
 */
public final class SecondActiveRideException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause null where there is no other */
    public SecondActiveRideException(@Nullable Throwable cause) {
        super("the rider has an active ride", cause);
    }
}
