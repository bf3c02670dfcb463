package dev.ridewire.dispatch.application;

import dev.ridewire.events.TraceContext;
import java.util.UUID;

/** Lets what dispatch does about a ride be seen in the trace that the ride began. */
public interface RideTraces {
    /**
     * Records a step.
     *
     * @param name      what is done, for example {@code offer ride}
     * @param rideTrace the ride's own trace, see {@link Traced}
     * @param request   the trace that brought it about, to be linked; NONE where it was time
     * @return the step's span, to be the cause of its events
     */
    TraceContext step(String name, TraceContext rideTrace, TraceContext request, UUID rideId, String driverId);
}
