package dev.ridewire.tracking.application.share;

import dev.ridewire.tracking.application.InMemoryRides;
import dev.ridewire.tracking.application.Rides;

class InMemoryShareLinksTest extends ShareLinksContract {
    private final Rides rides = new InMemoryRides();
    private final ShareLinks links = new InMemoryShareLinks(rides);

    @Override
    protected ShareLinks links() {
        return links;
    }

    @Override
    protected Rides rides() {
        return rides;
    }
}
