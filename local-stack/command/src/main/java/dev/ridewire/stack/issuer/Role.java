package dev.ridewire.stack.issuer;

import java.util.Arrays;
import java.util.Locale;

/** Who a token may be for. */
public enum Role {
    RIDER,
    DRIVER,
    DISPATCHER;

    /** As the token says it. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of that name.
     *
     * @throws IllegalArgumentException for any other name
     */
    public static Role of(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "role: \"" + claim + "\" (expected: rider, driver or dispatcher)"));
    }
}
