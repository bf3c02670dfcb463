package dev.ridewire.simulator.bot;

import dev.ridewire.simulator.api.Answer;
import dev.ridewire.simulator.api.BookingApi;
import dev.ridewire.simulator.api.BookingApi.Glance;
import dev.ridewire.simulator.api.DispatchApi;
import dev.ridewire.simulator.api.DispatchApi.Shift;
import dev.ridewire.simulator.api.OfferView;
import dev.ridewire.simulator.api.RideView;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One ride of a driver: from the accepted offer until it is completed, given back, or gone. */
final class Drive {
    /** The number of ticks that a driver waits at the curb for the rider. */
    private static final int TICKS_AT_THE_CURB = 40;

    private enum Standing {
        /** Booking says that this driver has the ride. */
        MINE,
        /** Dispatch has assigned this driver, but booking does not know it yet, or no service answers. */
        COMING,
        /** The ride is over, or another driver has it. */
        GONE
    }

    @FunctionalInterface
    private interface Step {
        Answer<RideView> take() throws InterruptedException;
    }

    private final BookingApi booking;
    private final DispatchApi dispatch;
    private final OfferView offer;
    private final String rideId;
    private final String me;
    private final Car car;
    private final Run run;
    private final boolean givesBackEarly;

    Drive(BookingApi booking, DispatchApi dispatch, OfferView offer, String me, Car car, Run run,
            RandomGenerator random) {
        this.booking = booking;
        this.dispatch = dispatch;
        this.offer = offer;
        this.rideId = offer.rideId();
        this.me = me;
        this.car = car;
        this.run = run;
        this.givesBackEarly = random.nextDouble() < run.habits().driverCancels();
    }

    void drive() throws InterruptedException {
        run.ledger().held(rideId, me);
        car.driveTo(offer.pickup(), run.now());
        if (reachPickup() && done("DRIVER_ARRIVED", () -> booking.arrive(rideId)) && pickUp()) {
            car.driveTo(offer.dropoff(), run.now());
            if (reachDropoff() && done("COMPLETED", () -> booking.complete(rideId))) {
                run.ledger().released(rideId, me);
            }
        }
        car.stop(run.now());
    }

    private boolean reachPickup() throws InterruptedException {
        boolean givesBack = givesBackEarly;
        while (!run.isOver()) {
            switch (standing()) {
                case GONE -> {
                    return letGo();
                }
                case MINE -> {
                    if (givesBack && gaveBack("car-trouble")) {
                        return false;
                    }
                    givesBack = false;
                    if (car.hasArrived(run.now())) {
                        return true;
                    }
                }
                case COMING -> {
                    // The car is on the way. The loop checks again after a tick.
                }
            }
            run.pause();
        }
        return false;
    }

    private boolean pickUp() throws InterruptedException {
        for (int tick = 0; !run.isOver(); tick++) {
            Optional<String> pin = run.curb().listen(rideId);
            if (pin.isPresent()) {
                return done("IN_PROGRESS", () -> booking.start(rideId, pin.get()));
            }
            if (standing() == Standing.GONE) {
                return letGo();
            }
            if (tick >= TICKS_AT_THE_CURB && gaveBack("rider-no-show")) {
                return false;
            }
            run.pause();
        }
        return false;
    }

    private boolean reachDropoff() throws InterruptedException {
        while (!run.isOver()) {
            if (car.hasArrived(run.now())) {
                return true;
            }
            run.pause();
        }
        return false;
    }

    /**
     * Repeats a step until it has succeeded or become pointless.
     *
     * @param target the state after the step; if an answer was lost, the repeated step is refused because the ride is
     *               in this state already
     */
    private boolean done(String target, Step step) throws InterruptedException {
        while (!run.isOver()) {
            switch (step.take()) {
                case Answer.Done<RideView> taken -> {
                    return true;
                }
                case Answer.Refused<RideView> refused -> {
                    if (target.equals(refused.currentState())) {
                        return true;
                    }
                    if (standing() == Standing.GONE) {
                        return letGo();
                    }
                    if (refused.status() != 404 && refused.status() != 409) {
                        run.ledger().problem("ride %s can't become %s: %s".formatted(rideId, target, refused));
                    }
                }
                case Answer.Unanswered<RideView> unanswered -> {
                    // The step is repeated after a tick.
                }
            }
            run.pause();
        }
        return false;
    }

    private boolean letGo() {
        run.ledger().released(rideId, me);
        return false;
    }

    /**
     * Asks booking to find another driver, until the outcome is known. A driver who walks away on a lost answer would
     * keep a ride that nobody drives. The ride may get another driver before the answer arrives. So it counts as
     * released from the request on, and as held again if booking refuses.
     */
    private boolean gaveBack(String reason) throws InterruptedException {
        run.ledger().note(me + " gives the ride back");
        run.ledger().released(rideId, me);
        while (!run.isOver()) {
            if (booking.cancel(rideId, reason) instanceof Answer.Done) {
                return true;
            }
            switch (standing()) {
                case GONE -> {
                    return true;
                }
                case MINE -> {
                    run.ledger().held(rideId, me);
                    return false;
                }
                case COMING -> run.pause();
            }
        }
        return false;
    }

    private Standing standing() throws InterruptedException {
        return switch (booking.glance(rideId, null)) {
            case Answer.Done<Glance>(Glance glance) -> {
                Optional<RideView> ride = glance.ride();
                if (ride.isPresent() && ride.get().isFinal()) {
                    yield Standing.GONE;
                }
                yield ride.isPresent() && ride.get().isDrivenBy(me) ? Standing.MINE : standingInDispatch();
            }
            case Answer.Refused<Glance> notMine -> standingInDispatch();
            case Answer.Unanswered<Glance> unanswered -> Standing.COMING;
        };
    }

    private Standing standingInDispatch() throws InterruptedException {
        return dispatch.shift() instanceof Answer.Done<Shift>(Shift shift) && !rideId.equals(shift.rideId())
                ? Standing.GONE
                : Standing.COMING;
    }
}
