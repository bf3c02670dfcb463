package dev.ridewire.dispatch.domain.shift;

/** The consequence of a driver's wish to start or end a shift. */
public sealed interface ShiftDecision {
    /** The shift changes. */
    record Changed(DriverChange change) implements ShiftDecision {}

    /** It already is as wished. */
    record Unchanged(Driver driver) implements ShiftDecision {}

    /** Not while the driver is asked or drives. */
    record Busy(DriverState current) implements ShiftDecision {}
}
