package dev.ridewire.dispatch.application;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.PRIUS;
import static dev.ridewire.dispatch.domain.Samples.TRIP;
import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.application.offer.OfferOutcome;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.application.shift.ShiftOutcome;
import dev.ridewire.dispatch.application.shift.ShiftWish;
import dev.ridewire.dispatch.domain.offer.OfferRejection;
import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.dispatch.domain.ride.MatchFact;
import dev.ridewire.dispatch.domain.ride.MatchState;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.events.TraceContext;
import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DispatchUseCasesTest {
    private static final GeoPoint AROUND_THE_CORNER = new GeoPoint(PICKUP.lat() + 0.02, PICKUP.lng());

    private final DispatchInMemory dispatch = new DispatchInMemory(POLICY, NOON);

    @Test
    void aRideIsPutBeforeTheNearestDriverWhoAccepts() {
        dispatch.online("ann", PICKUP);
        dispatch.follow(wanted(ride(1)));
        assertThat(dispatch.matchAll()).isEqualTo(1);

        TripOffer offer = dispatch.onlyOfferTo("ann");
        assertThat(dispatch.accept(offer.offer().id(), "ann")).isInstanceOf(OfferOutcome.Answered.class);
        assertThat(dispatch.accept(offer.offer().id(), "ann")).isInstanceOf(OfferOutcome.Answered.class);
        assertThat(dispatch.match(ride(1)).state()).isInstanceOf(MatchState.Assigned.class);
        assertThat(dispatch.facts()).containsExactly(
                MatchFact.SEARCH_STARTED, MatchFact.OFFER_MADE, MatchFact.MATCH_ASSIGNED);
    }

    @Test
    void aBusyDriverIsNotAskedForASecondRide() {
        dispatch.online("ann", PICKUP);
        dispatch.follow(wanted(ride(1)));
        dispatch.follow(wanted(ride(2)));

        assertThat(dispatch.matchAll()).isEqualTo(1);
        assertThat(dispatch.matchAll()).isZero();
    }

    @Test
    void anOfferThatLapsesGoesToTheNextDriver() {
        dispatch.online("ann", PICKUP);
        dispatch.follow(wanted(ride(1)));
        dispatch.matchAll();
        UUID first = dispatch.onlyOfferTo("ann").offer().id();
        dispatch.clock.advance(POLICY.offerLife());

        assertThat(dispatch.expireAll()).isEqualTo(1);
        assertThat(dispatch.accept(first, "ann"))
                .isEqualTo(new OfferOutcome.Rejected(new OfferRejection.TooLate()));
        assertThat(dispatch.matchAll()).as("nobody else is there, and ann is left alone").isZero();
        dispatch.online("bob", PICKUP);
        assertThat(dispatch.matchAll()).isEqualTo(1);
        assertThat(dispatch.onlyOfferTo("bob").offer().rideId()).isEqualTo(ride(1));
    }

    @Test
    void twoRidesThatCrossAreDecidedTogether() {
        // North of the first pickup stands ann, south of it bob; the second pickup lies beyond ann.
        dispatch.online("ann", new GeoPoint(PICKUP.lat() + 0.001, PICKUP.lng()));
        dispatch.online("bob", new GeoPoint(PICKUP.lat() - 0.0015, PICKUP.lng()));
        var beyond = new Trip(TRIP.vehicleClass(), new GeoPoint(PICKUP.lat() + 0.005, PICKUP.lng()), TRIP.dropoff(),
                TRIP.fare());
        dispatch.follow(wanted(ride(1)));
        dispatch.clock.advance(Duration.ofSeconds(1));
        dispatch.follow(new RideNews.Wanted(ride(2), 1, beyond, Set.of()));

        assertThat(dispatch.matchAll()).isEqualTo(2);
        assertThat(dispatch.onlyOfferTo("bob").offer().rideId()).isEqualTo(ride(1));
        assertThat(dispatch.onlyOfferTo("ann").offer().rideId()).isEqualTo(ride(2));
    }

    @Test
    void someoneElsesOfferDoesNotExist() {
        dispatch.online("ann", PICKUP);
        dispatch.follow(wanted(ride(1)));
        dispatch.matchAll();

        assertThat(dispatch.accept(dispatch.onlyOfferTo("ann").offer().id(), "bob"))
                .isEqualTo(new OfferOutcome.Rejected(new OfferRejection.NoSuchOffer()));
        assertThat(dispatch.accept(ride(99), "bob"))
                .isEqualTo(new OfferOutcome.Rejected(new OfferRejection.NoSuchOffer()));
    }

    @Test
    void aCancelledRideFreesItsDriver() {
        dispatch.online("ann", PICKUP);
        dispatch.follow(wanted(ride(1)));
        dispatch.matchAll();
        UUID offer = dispatch.onlyOfferTo("ann").offer().id();
        dispatch.follow(new RideNews.CalledOff(ride(1)));

        assertThat(dispatch.driver("ann").state()).isEqualTo(new DriverState.Available());
        assertThat(dispatch.accept(offer, "ann"))
                .isEqualTo(new OfferOutcome.Rejected(new OfferRejection.Withdrawn()));
    }

    @Test
    void aSearchEndsWithItsWindow() {
        dispatch.follow(wanted(ride(1)));
        assertThat(dispatch.endSearches()).isZero();
        dispatch.clock.advance(POLICY.searchWindow());

        assertThat(dispatch.endSearches()).isEqualTo(1);
        assertThat(dispatch.match(ride(1)).state()).isEqualTo(new MatchState.Failed());
    }

    @Test
    void ridesWithoutADriverInReachDoNotKeepYoungerOnesFromTheirs() {
        for (int number = 0; number < DispatchInMemory.LIMITS.searches() + 1; number++) {
            dispatch.follow(wanted(ride(number), 1, "ann"));
            dispatch.clock.advance(Duration.ofMillis(1));
        }
        dispatch.follow(wanted(ride(500)));
        dispatch.online("ann", PICKUP);

        assertThat(dispatch.matchAll()).isEqualTo(1);
        assertThat(dispatch.onlyOfferTo("ann").offer().rideId()).isEqualTo(ride(500));
    }

    @Test
    void driversWhoSaidNoDoNotHideTheOneBehindThem() {
        String[] decliners = crowd(DispatchInMemory.LIMITS.candidates());
        dispatch.online("fresh", AROUND_THE_CORNER);
        dispatch.follow(wanted(ride(1), 1, decliners));

        assertThat(dispatch.matchAll()).isEqualTo(1);
        assertThat(dispatch.onlyOfferTo("fresh").offer().rideId()).isEqualTo(ride(1));
    }

    @Test
    void driversWhoAreBusyDoNotHideTheFreeOneBehindThem() {
        int many = crowd(DispatchInMemory.LIMITS.nearby()).length;
        for (int number = 0; number < many; number++) {
            dispatch.follow(wanted(ride(number)));
        }
        assertThat(dispatch.matchAll()).isEqualTo(many);
        for (int number = 0; number < many; number++) {
            String driver = "crowd" + number;
            dispatch.accept(dispatch.onlyOfferTo(driver).offer().id(), driver);
        }
        dispatch.online("free", AROUND_THE_CORNER);
        dispatch.follow(wanted(ride(many)));

        assertThat(dispatch.matchAll()).isEqualTo(1);
        assertThat(dispatch.onlyOfferTo("free").offer().rideId()).isEqualTo(ride(many));
    }

    @Test
    void carsOfOtherClassesDoNotHideTheRightOneBehindThem() {
        for (String driver : crowd(DispatchInMemory.LIMITS.nearby())) {
            dispatch.change(driver, new ShiftWish.GoOnline(new Vehicle("XL", "RW-3", "VW Bus")));
        }
        dispatch.online("right", AROUND_THE_CORNER);
        dispatch.follow(wanted(ride(1)));

        assertThat(dispatch.matchAll()).isEqualTo(1);
        assertThat(dispatch.onlyOfferTo("right").offer().rideId()).isEqualTo(ride(1));
    }

    /** Drivers on shift at the pickup. */
    private String[] crowd(int size) {
        String[] crowd = new String[size];
        for (int number = 0; number < size; number++) {
            crowd[number] = "crowd" + number;
            dispatch.online(crowd[number], PICKUP);
        }
        return crowd;
    }

    @Test
    void whatTimeDoesContinuesTheTraceOfTheRide() {
        var trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
        dispatch.online("ann", PICKUP);
        dispatch.following.follow(List.of(new Traced<>(wanted(ride(1)), trace))).block();
        dispatch.memory.drainStored();
        dispatch.matchAll();

        assertThat(dispatch.memory.drainStored()).singleElement().satisfies(stored -> {
            assertThat(stored.trace()).isEqualTo(trace);
        });
    }

    @Test
    void aShiftDoesNotEndWhileTheDriverIsAsked() {
        dispatch.online("ann", PICKUP);
        dispatch.follow(wanted(ride(1)));
        dispatch.matchAll();

        assertThat(dispatch.change("ann", new ShiftWish.GoOffline())).isInstanceOf(ShiftOutcome.Busy.class);
        assertThat(dispatch.change("ann", new ShiftWish.GoOnline(PRIUS)))
                .isEqualTo(new ShiftOutcome.AsWished(Objects.requireNonNull(dispatch.driver("ann"))));
    }
}
