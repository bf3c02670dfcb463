package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.application.offer.Offers;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.shift.Drivers;

class InMemoryDispatchTest extends DispatchPortsContract {
    private final InMemoryDispatch memory = new InMemoryDispatch();

    @Override
    protected Transactions transactions() {
        return memory.transactions();
    }

    @Override
    protected Matches matches() {
        return memory.matches();
    }

    @Override
    protected Drivers drivers() {
        return memory.drivers();
    }

    @Override
    protected Offers offers() {
        return memory.offers();
    }

    @Override
    protected ChangeStore changes() {
        return memory.changes();
    }
}
