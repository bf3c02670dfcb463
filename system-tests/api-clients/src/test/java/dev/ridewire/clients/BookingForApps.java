package dev.ridewire.clients;

import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.application.news.FollowingMatch;
import dev.ridewire.booking.application.news.FollowingTrip;
import dev.ridewire.booking.application.news.RideNews;
import dev.ridewire.booking.application.ride.RideFilter;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Booking as apps see it, over HTTP. The services behind it are played by the test. */
abstract class BookingForApps extends RunningBooking {
    @LocalServerPort
    private int port;
    @Autowired
    private Rides rides;
    @Autowired
    private FollowingMatch followingMatch;
    @Autowired
    private FollowingTrip followingTrip;
    @Autowired
    private TransactionalOperator transactions;

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Says what dispatch or tracking would say next about the newest ride of this rider, if anything. */
    void playDispatchAndTracking(String rider, String driver) {
        rides.findNewestOf(new RiderId(rider), RideFilter.ALL, null, 1).blockOptional().orElseThrow().forEach(ride -> {
            switch (ride.status()) {
                case REQUESTED -> tell(followingMatch::follow, ride, new RideCommand.AssignDriver(
                        ride.attempt(), new DriverId(driver), SampleRides.CAR, Duration.ofMinutes(4)));
                case COMPLETED ->
                    tell(followingTrip::follow, ride, new RideCommand.SettleFare(ride.order().terms().estimate()));
                case SCHEDULED, DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS, CANCELLED, NO_DRIVER_AVAILABLE -> {}
            }
        });
    }

    private void tell(Follower follower, Ride ride, RideCommand.OfSystem command) {
        follower.follow(List.of(new RideNews(ride.id(), command, TraceContext.NONE)))
                .as(transactions::transactional).block();
    }

    private interface Follower {
        Mono<Void> follow(List<RideNews> news);
    }
}
