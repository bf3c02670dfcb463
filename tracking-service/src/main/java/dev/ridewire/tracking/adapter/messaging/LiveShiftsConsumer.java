package dev.ridewire.tracking.adapter.messaging;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.messaging.telemetry.BroadcastConsumer;
import dev.ridewire.messaging.telemetry.BroadcastEvent;
import dev.ridewire.tracking.application.shift.KnownShifts;
import java.time.Duration;
import java.util.List;

/** The consumer that brings the shifts of all drivers to this instance. */
public final class LiveShiftsConsumer implements BroadcastConsumer<DriverEvent> {
    /** The time to replay at a start: a shift that ended earlier counts as not known. */
    private static final Duration REPLAY = Duration.ofHours(1);

    private final KnownShifts knownShifts;

    public LiveShiftsConsumer(KnownShifts knownShifts) {
        this.knownShifts = knownShifts;
    }

    @Override
    public String name() {
        return "tracking.live-shifts";
    }

    @Override
    public EventStream<DriverEvent> stream() {
        return EventStreams.DRIVERS;
    }

    @Override
    public Duration replay() {
        return REPLAY;
    }

    @Override
    public void accept(List<BroadcastEvent<DriverEvent>> events) {
        for (var event : events) {
            DriverEvents.shiftOf(event.message()).ifPresent(knownShifts::hear);
        }
    }
}
