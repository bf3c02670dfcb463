package dev.ridewire.booking.domain.ride;

import java.util.Objects;
import java.util.random.RandomGenerator;

/** Four digits that the rider tells the driver, so that the right person sits in the car. */
public record Pin(String digits) {
    private static final int NUMBER_OF_PINS = 10_000;

    public Pin {
        Objects.requireNonNull(digits, "digits");
        if (!isWellFormed(digits)) {
            throw new IllegalArgumentException("a PIN is not 4 digits");
        }
    }

    /** Draws a random PIN; each is equally likely. */
    public static Pin draw(RandomGenerator random) {
        return new Pin("%04d".formatted(random.nextInt(NUMBER_OF_PINS)));
    }

    /** Reports whether a text is 4 ASCII digits. */
    public static boolean isWellFormed(String text) {
        return text.length() == 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Keeps the digits out of logs. */
    @Override
    public String toString() {
        return "Pin[****]";
    }
}
