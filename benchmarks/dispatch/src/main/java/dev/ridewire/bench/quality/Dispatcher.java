package dev.ridewire.bench.quality;

/** A way of dispatching at work. The city tells it what happens. */
interface Dispatcher {
    /** A ride is new, or its driver declined. */
    void rideWaits(Ride ride);

    void carIsFree(Car car);
}
