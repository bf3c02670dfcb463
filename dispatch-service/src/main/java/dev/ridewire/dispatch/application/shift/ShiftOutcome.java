package dev.ridewire.dispatch.application.shift;

import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;

/** The outcome for a driver who starts or ends a shift. */
public sealed interface ShiftOutcome {
    /** It is as wished, now or since an earlier time. */
    record AsWished(Driver driver) implements ShiftOutcome {}

    /** Not while the driver is asked or drives. */
    record Busy(DriverState current) implements ShiftOutcome {}
}
