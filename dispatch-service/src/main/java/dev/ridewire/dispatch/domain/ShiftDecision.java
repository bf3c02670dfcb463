package dev.ridewire.dispatch.domain;

/** The consequence of a driver's wish to start or end a shift. */
public sealed interface ShiftDecision {
    /** The shift changes. */
    record Changed(DispatchChange change, Driver driver) implements ShiftDecision {}

    /** It already is as wished. */
    record Unchanged(Driver driver) implements ShiftDecision {}

    /** Not while the driver is asked or drives. */
    record Busy(DriverState current) implements ShiftDecision {}
}
