package dev.ridewire.dispatch.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.dispatch.DispatchOnPostgres;
import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.ConcurrentChangeException;
import dev.ridewire.dispatch.application.DispatchPortsContract;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.application.offer.Offers;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.shift.Drivers;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;

@DispatchOnPostgres
class PostgresPortsTest extends DispatchPortsContract {
    @Autowired
    private Transactions transactions;
    @Autowired
    private Matches matches;
    @Autowired
    private Drivers drivers;
    @Autowired
    private Offers offers;
    @Autowired
    private ChangeStore changes;
    @Autowired
    private DatabaseClient database;

    @Test
    void aChangeLeavesOneEventForTheMatchAndOneForTheDriver() {
        UUID ride = UUID.randomUUID();
        String driver = "ann-" + UUID.randomUUID();
        offered(ride, driver);

        assertThat(eventsOf(ride.toString())).containsExactly(
                "ridewire.dispatch.match.v1.SearchStarted 1", "ridewire.dispatch.match.v1.OfferMade 2");
        assertThat(eventsOf(driver)).containsExactly(
                "ridewire.dispatch.driver.v1.ShiftStarted 1", "ridewire.dispatch.driver.v1.DriverOffered 2");
        assertThat(eventsOf(UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void aRefusedChangeLeavesNoEvent() {
        UUID ride = UUID.randomUUID();
        var started = started(ride);
        store(started);
        assertThatThrownBy(() -> store(started)).isInstanceOf(ConcurrentChangeException.class);

        assertThat(eventsOf(ride.toString())).hasSize(1);
    }

    @Test
    void theDatabaseItselfRefusesASecondLiveOfferOfARideOrADriver() {
        UUID ride = UUID.randomUUID();
        String ann = "ann-" + UUID.randomUUID();
        offered(ride, ann);
        UUID otherRide = UUID.randomUUID();
        String bob = "bob-" + UUID.randomUUID();
        offered(otherRide, bob);

        assertThatThrownBy(() -> writeOffer(ride, bob)).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> writeOffer(otherRide, ann)).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> database.sql("update offer set driver_id = :ann where driver_id = :bob")
                .bind("ann", ann).bind("bob", bob).then().block()).isInstanceOf(DuplicateKeyException.class);
    }

    private void writeOffer(UUID ride, String driver) {
        database.sql("""
                insert into offer (offer_id, ride_id, driver_id, attempt, state, eta_ms, made_at, expires_at)
                values (:offer, :ride, :driver, 1, 'PENDING', 0, now(), now())
                """).bind("offer", UUID.randomUUID()).bind("ride", ride).bind("driver", driver).then().block();
    }

    private List<String> eventsOf(String aggregate) {
        return Objects.requireNonNull(database.sql("""
                select type || ' ' || version from outbox
                 where aggregate_id = :aggregate and traceparent = :trace and tracestate = 'vendor=1'
                 order by version
                """).bind("aggregate", aggregate).bind("trace", Objects.requireNonNull(TRACE.traceparent()))
                .mapValue(String.class).all().collectList().block());
    }

    @Override
    protected Transactions transactions() {
        return transactions;
    }

    @Override
    protected Matches matches() {
        return matches;
    }

    @Override
    protected Drivers drivers() {
        return drivers;
    }

    @Override
    protected Offers offers() {
        return offers;
    }

    @Override
    protected ChangeStore changes() {
        return changes;
    }
}
