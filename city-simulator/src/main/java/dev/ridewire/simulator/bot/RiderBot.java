package dev.ridewire.simulator.bot;

import dev.ridewire.simulator.api.Account;
import dev.ridewire.simulator.api.Answer;
import dev.ridewire.simulator.api.BookingApi;
import dev.ridewire.simulator.api.BookingApi.Glance;
import dev.ridewire.simulator.api.BookingApi.Quote;
import dev.ridewire.simulator.api.RideView;
import dev.ridewire.simulator.api.TrackingApi;
import dev.ridewire.simulator.city.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A rider, who asks for a quote, requests a ride (some click twice), watches it, tells the PIN, and sometimes gives up
 * waiting.
 */
public final class RiderBot {
    private final Account account;
    private final BookingApi booking;
    private final TrackingApi tracking;
    private final Trip trip;
    private final Run run;
    private final RandomGenerator random;

    public RiderBot(Account account, BookingApi booking, TrackingApi tracking, Trip trip, Run run,
            RandomGenerator random) {
        this.account = account;
        this.booking = booking;
        this.tracking = tracking;
        this.trip = trip;
        this.run = run;
        this.random = random;
    }

    /** Lives until the ride or the run is over. */
    public void live() throws InterruptedException {
        run.pauseUntil(trip.requestedAfter());
        Instant clickedAt = run.now();
        Optional<RideView> ride = request();
        if (ride.isPresent()) {
            run.ledger().requested(ride.get(), account.name(), clickedAt);
            Thread live = random.nextDouble() < run.habits().watch() ? watchLive(ride.get().id()) : null;
            try {
                await(ride.get().id());
            } finally {
                if (live != null) {
                    live.interrupt();
                }
            }
        }
    }

    private Optional<RideView> request() throws InterruptedException {
        String key = UUID.randomUUID().toString();
        boolean twice = random.nextDouble() < run.habits().doubleClick();
        while (!run.isOver()) {
            Answer<RideView> answer = switch (booking.quote(trip.pickup(), trip.dropoff())) {
                case Answer.Done<Quote>(Quote quote) -> twice ? clickTwice(quote, key) : click(quote, key);
                case Answer.Refused<Quote> refused -> refused.map(RiderBot::never);
                case Answer.Unanswered<Quote> unanswered -> unanswered.map(RiderBot::never);
            };
            switch (answer) {
                case Answer.Done<RideView>(RideView ride) -> {
                    return Optional.of(ride);
                }
                case Answer.Refused<RideView> refused -> {
                    run.ledger().problem(account.name() + " was refused a ride: " + refused);
                    return Optional.empty();
                }
                case Answer.Unanswered<RideView> unanswered -> run.pause();
            }
        }
        run.ledger().problem(account.name() + " got no answer to the request for a ride");
        return Optional.empty();
    }

    /**
     * Requests the ride until there is an answer, always with the same quote and key, because the body must not change.
     */
    private Answer<RideView> click(Quote quote, String key) throws InterruptedException {
        while (true) {
            Answer<RideView> answer = booking.request(quote, trip.pickup(), trip.dropoff(), key);
            if (!(answer instanceof Answer.Unanswered) || run.isOver()) {
                return answer;
            }
            run.pause();
        }
    }

    private Answer<RideView> clickTwice(Quote quote, String key) throws InterruptedException {
        run.ledger().note(account.name() + " clicks twice");
        var second = new FutureTask<>(() -> click(quote, key));
        Thread.startVirtualThread(second);
        Answer<RideView> one = click(quote, key);
        Answer<RideView> other = Futures.join(second);
        if (one instanceof Answer.Done<RideView>(RideView first)
                && other instanceof Answer.Done<RideView>(RideView again)
                && !first.id().equals(again.id())) {
            run.ledger().clickedTwiceForTwo(first.id(), again.id());
        }
        // One of the two requests may get the answer that the other one is still in flight.
        return one instanceof Answer.Done ? one : other;
    }

    private void await(String rideId) throws InterruptedException {
        Instant givesUpAt = random.nextDouble() < run.habits().riderCancels()
                ? run.now().plus(run.pace().tick().multipliedBy(random.nextLong(1, 6)))
                : Instant.MAX;
        @Nullable
        String etag = null;
        while (!run.isOver()) {
            switch (booking.glance(rideId, etag)) {
                case Answer.Done<Glance>(Glance glance) -> {
                    etag = glance.etag();
                    if (glance.ride().isPresent() && isOver(glance.ride().get())) {
                        return;
                    }
                }
                case Answer.Refused<Glance> refused ->
                    run.ledger().problem(account.name() + " can't see the own ride: " + refused);
                case Answer.Unanswered<Glance> unanswered -> {
                    // The loop checks again after a tick.
                }
            }
            if (run.now().isAfter(givesUpAt)) {
                givesUpAt = Instant.MAX;
                giveUp(rideId);
            }
            run.pause();
        }
    }

    private boolean isOver(RideView ride) {
        run.ledger().seen(ride);
        if (ride.state().equals("DRIVER_ARRIVED") && ride.pin() != null) {
            run.curb().tell(ride.id(), ride.pin());
        }
        return ride.isFinal();
    }

    /** If the ride has begun meanwhile, it is too late to cancel, and the rider rides. */
    private void giveUp(String rideId) throws InterruptedException {
        run.ledger().note(account.name() + " gives up waiting");
        booking.cancel(rideId, "changed-plans");
    }

    private Thread watchLive(String rideId) {
        return Thread.startVirtualThread(new LiveView(tracking, rideId, run)::watch);
    }

    private static RideView never(Quote quote) {
        throw new IllegalStateException("a refusal holds no quote");
    }
}
