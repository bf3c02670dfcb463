package dev.ridewire.tracking.adapter.messaging.life;

import dev.ridewire.events.dispatch.driver.v1.Driver;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.tracking.application.life.RecordingLives.Told;
import dev.ridewire.tracking.domain.life.Aggregate;
import dev.ridewire.tracking.domain.life.Facts;
import java.util.UUID;

/** The translation of the events of drivers. */
final class DriverLife {
    private DriverLife() {}

    /** @throws IllegalArgumentException for an invalid driver: the event becomes a dead letter */
    static Told toldOf(ReceivedEvent<DriverEvent> event) {
        Driver driver = event.message().getDriver();
        UUID ride = driver.getRideId().isEmpty() ? null : UUID.fromString(driver.getRideId());
        var facts = Facts.of(Contract.stateOf(driver.getStatus(), "DRIVER_STATUS_"))
                .withDriver(driver.getDriverId(), null);
        return new Told(Contract.eventOf(event, Aggregate.DRIVER, ride, facts), null, null);
    }
}
