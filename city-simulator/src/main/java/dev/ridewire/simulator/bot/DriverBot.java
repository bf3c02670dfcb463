package dev.ridewire.simulator.bot;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.simulator.api.Account;
import dev.ridewire.simulator.api.Answer;
import dev.ridewire.simulator.api.BookingApi;
import dev.ridewire.simulator.api.DispatchApi;
import dev.ridewire.simulator.api.DispatchApi.Shift;
import dev.ridewire.simulator.api.DispatchApi.Vehicle;
import dev.ridewire.simulator.api.OfferView;
import dev.ridewire.simulator.api.TrackingApi;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A driver, who goes on shift, reports positions, accepts most offers, drives, and ends the shift when the run is over.
 */
public final class DriverBot {
    /** The number of times that a driver who goes home checks whether dispatch has released the last ride. */
    private static final int LOOKS_BEFORE_HOME = 20;

    private final Account account;
    private final BookingApi booking;
    private final DispatchApi dispatch;
    private final Vehicle vehicle;
    private final Run run;
    private final RandomGenerator random;
    private final Car car;
    private final Phone phone;
    private final Set<String> decidedOffers = new HashSet<>();

    public DriverBot(Account account, BookingApi booking, DispatchApi dispatch, TrackingApi tracking, Vehicle vehicle,
            GeoPoint start, Run run, RandomGenerator random) {
        this.account = account;
        this.booking = booking;
        this.dispatch = dispatch;
        this.vehicle = vehicle;
        this.run = run;
        this.random = random;
        this.car = new Car(start, run.now(), run.pace().metersPerSecond());
        this.phone = new Phone(tracking, car, run);
    }

    /**
     * Works until the run is over.
     *
     * @param online is run when the driver is on shift, or when that has failed
     */
    public void live(Runnable online) throws InterruptedException {
        Optional<Shift> shift = startShift();
        Thread reporting = Thread.startVirtualThread(phone::report);
        online.run();
        if (shift.isPresent()) {
            String me = shift.get().driverId();
            while (!run.isOver()) {
                Optional<OfferView> offer = nextOffer();
                if (offer.isPresent()) {
                    consider(offer.get(), me);
                } else {
                    run.pause();
                }
            }
            goHome();
        }
        reporting.join();
    }

    private Optional<Shift> startShift() throws InterruptedException {
        while (!run.isOver()) {
            switch (dispatch.goOnline(vehicle)) {
                case Answer.Done<Shift>(Shift shift) -> {
                    return Optional.of(shift);
                }
                case Answer.Refused<Shift> refused -> {
                    run.ledger().problem(account.name() + " can't start the shift: " + refused);
                    return Optional.empty();
                }
                case Answer.Unanswered<Shift> unanswered -> run.pause();
            }
        }
        return Optional.empty();
    }

    private Optional<OfferView> nextOffer() throws InterruptedException {
        return switch (dispatch.offers()) {
            case Answer.Done<List<OfferView>>(List<OfferView> offers) -> offers.stream()
                    .filter(offer -> offer.isPending() && !decidedOffers.contains(offer.id()))
                    .findFirst();
            case Answer.Refused<List<OfferView>> refused -> {
                run.ledger().problem(account.name() + " can't see offers: " + refused);
                yield Optional.empty();
            }
            case Answer.Unanswered<List<OfferView>> unanswered -> Optional.empty();
        };
    }

    private void consider(OfferView offer, String me) throws InterruptedException {
        decidedOffers.add(offer.id());
        run.think(random);
        double mood = random.nextDouble();
        if (mood < run.habits().decline()) {
            run.ledger().note(account.name() + " declines an offer");
            dispatch.decline(offer.id());
        } else if (mood < run.habits().decline() + run.habits().ignore()) {
            run.ledger().note(account.name() + " lets an offer expire");
        } else if (accept(offer)) {
            new Drive(booking, dispatch, offer, me, car, run, random).drive();
        }
    }

    /**
     * Accepts the offer and repeats the request until it is answered, since a repeated accept answers the same. An
     * offer that has expired meanwhile is no error.
     */
    private boolean accept(OfferView offer) throws InterruptedException {
        while (!run.isOver()) {
            switch (dispatch.accept(offer.id())) {
                case Answer.Done<OfferView> accepted -> {
                    return true;
                }
                case Answer.Refused<OfferView> gone -> {
                    return false;
                }
                case Answer.Unanswered<OfferView> unanswered -> run.pause();
            }
        }
        return false;
    }

    /** Both sides must agree that the last ride is over before the shift can end. */
    private void goHome() throws InterruptedException {
        for (int look = 0; look < LOOKS_BEFORE_HOME; look++) {
            if (dispatch.shift() instanceof Answer.Done<Shift>(Shift shift) && shift.rideId() == null
                    && dispatch.goOffline(vehicle) instanceof Answer.Done<Shift>) {
                return;
            }
            run.pause();
        }
        run.ledger().problem(account.name() + " could not end the shift");
    }
}
