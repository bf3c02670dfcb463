package dev.ridewire.booking.adapter.web;

import org.jspecify.annotations.Nullable;

/**
 * The parts of request bodies that several rooms share: any member may be missing. The bodies themselves are in the
 * rooms; each converts itself into booking's own types or reports its faults.
 */
public final class Requests {
    private Requests() {}

    /** A place in degrees, WGS 84. */
    public record Place(@Nullable Double lat, @Nullable Double lng) {}

    /** An amount as a client sends it, in the form that answers have. */
    public record Money(@Nullable String amount, @Nullable String currency) {}
}
