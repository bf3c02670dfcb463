package dev.ridewire.stack.issuer;

import java.util.Arrays;
import java.util.Locale;

/** A role that a token may carry. */
public enum Role {
    RIDER,
    DRIVER,
    DISPATCHER;

    /** Returns the role's name in the token. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the role of that name.
     *
     * @throws IllegalArgumentException for any other name
     */
    public static Role of(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "role: \"" + claim + "\" (expected: rider, driver or dispatcher)"));
    }
}
