package dev.ridewire.simulator.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.simulator.Habits;
import dev.ridewire.simulator.Pace;
import dev.ridewire.simulator.RideObserver;
import dev.ridewire.simulator.SimulationSummary;
import dev.ridewire.simulator.Tokens;
import dev.ridewire.simulator.api.Account;
import dev.ridewire.simulator.api.ApiClient;
import dev.ridewire.simulator.api.BookingApi;
import dev.ridewire.simulator.api.DispatchApi;
import dev.ridewire.simulator.api.DispatchApi.Vehicle;
import dev.ridewire.simulator.api.TrackingApi;
import dev.ridewire.simulator.city.Trip;
import dev.ridewire.simulator.fake.FakeServices;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A driver gives a ride back while booking goes away: the ride must not stay with a driver who went away. */
class GivingBackTest {
    private static final InstantSource TIME = InstantSource.system();
    private static final Tokens TOKENS = (role, name) -> name;
    private static final Pace FAST = new Pace(Duration.ofMillis(20), Duration.ofMillis(10), 5_000);
    private static final Habits HALF_GIVE_BACK = new Habits(0, 0, 0.5, 0, 0, 0);
    private static final RandomGenerator GIVES_BACK = () -> 0L;
    private static final RandomGenerator KEEPS = () -> -1L;
    private static final GeoPoint PICKUP = new GeoPoint(40.75, -73.99);
    private static final GeoPoint DROPOFF = new GeoPoint(40.76, -73.98);
    private static final String GIVE_BACK = "POST /v1/rides/{id}/cancel";
    /** Some ticks of everybody's asking. */
    private static final int CALLS_WITHOUT_ANSWER = 60;

    private final Instant start = TIME.instant();
    private final CountDownLatch givenBack = new CountDownLatch(1);
    private final RideLedger ledger = new RideLedger(TIME, start, new RideObserver() {
        @Override
        public void rideChanged(Duration elapsed, String rideId, String rider, String state, int attempt,
                @Nullable String driver) {
            // The ledger keeps it.
        }

        @Override
        public void noted(Duration elapsed, String what) {
            if (what.endsWith("gives the ride back")) {
                givenBack.countDown();
            }
        }
    });
    private final Run run = new Run(TIME, start, start.plusSeconds(20), FAST, HALF_GIVE_BACK, ledger);
    /** Tries nothing twice, so that what is not answered is the bots' affair. */
    private final ApiClient client = new ApiClient(TIME, Instant.EPOCH);
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private FakeServices services;

    @BeforeEach
    void startServices() throws IOException {
        services = new FakeServices();
    }

    @AfterEach
    void stopServices() {
        run.finish();
        people.close();
        client.close();
        services.close();
    }

    @Test
    void aGiveBackThatWasNeitherDoneNorAnsweredIsAskedForAgain() throws Exception {
        services.bookingGoesAwayAt(GIVE_BACK, CALLS_WITHOUT_ANSWER);

        // By then the driver may have seen that the ride is still theirs, and drive it.
        everybodyRides();
    }

    @Test
    void aGiveBackThatWasDoneAndNotAnsweredIsAskedForUntilThatIsKnown() throws Exception {
        services.bookingGoesAwayAfter(GIVE_BACK, CALLS_WITHOUT_ANSWER);

        assertThat(everybodyRides().rematched()).isEqualTo(1);
    }

    private SimulationSummary everybodyRides() throws Exception {
        Future<?> ride = people.submit(living(rider()));
        people.submit(living(driver("gloria", GIVES_BACK)));
        assertThat(givenBack.await(10, TimeUnit.SECONDS)).as("gloria gives the ride back").isTrue();
        people.submit(living(driver("kim", KEEPS)));
        ride.get();

        SimulationSummary summary = ledger.summary(1);
        assertThat(summary.problems()).isEmpty();
        assertThat(summary.completed()).isEqualTo(1);
        assertThat(services.calls(GIVE_BACK)).isGreaterThan(1);
        return summary;
    }

    private RiderBot rider() {
        var account = new Account(client, TOKENS, "rider", "rita");
        return new RiderBot(account, new BookingApi(services.addresses().booking(), account),
                new TrackingApi(services.addresses().tracking(), account), new Trip(PICKUP, DROPOFF, Duration.ZERO),
                run,
                KEEPS);
    }

    private DriverBot driver(String name, RandomGenerator random) {
        var account = new Account(client, TOKENS, "driver", name);
        return new DriverBot(account, new BookingApi(services.addresses().booking(), account),
                new DispatchApi(services.addresses().dispatch(), account),
                new TrackingApi(services.addresses().tracking(), account),
                new Vehicle(Vehicle.STANDARD, "RW 1", "Toyota Prius"), PICKUP, run, random);
    }

    private static Callable<Void> living(RiderBot rider) {
        return () -> {
            rider.live();
            return null;
        };
    }

    private static Callable<Void> living(DriverBot driver) {
        return () -> {
            driver.live(() -> {});
            return null;
        };
    }
}
