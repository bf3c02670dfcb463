package dev.ridewire.dispatch.domain.offer;

import java.util.Objects;

/**
 * The price that the rider was promised. Dispatch shows it to drivers and never calculates with it.
 *
 * @param amount   a decimal number, for example {@code 12.50}
 * @param currency an ISO 4217 code
 */
public record Fare(String amount, String currency) {
    public Fare {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
    }
}
