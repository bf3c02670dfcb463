package dev.ridewire.booking.adapter.web;

import org.jspecify.annotations.Nullable;

/**
 * The parts of bodies as clients send them: anything may be missing. The bodies themselves stand in the rooms; each
 * turns itself into booking's own words or says what is wrong.
 */
public final class Requests {
    private Requests() {}

    /** Degrees, WGS 84. */
    public record Place(@Nullable Double lat, @Nullable Double lng) {}

    /** An amount as answers write it. */
    public record Money(@Nullable String amount, @Nullable String currency) {}
}
