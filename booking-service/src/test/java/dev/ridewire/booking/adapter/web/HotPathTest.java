package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The number of statements that each request costs, as the driver logs them. Outside a transaction each is a round trip
 * ({@code RoundTripsTest} of common-messaging). Runs alone, since all contexts log their statements to one logger.
 */
@Isolated
class HotPathTest extends BookingApi {
    private final Logger queries = (Logger) LoggerFactory.getLogger("io.r2dbc.postgresql.QUERY");
    private final ListAppender<ILoggingEvent> issued = new ListAppender<>();

    @BeforeEach
    void listen() {
        issued.start();
        queries.setLevel(Level.DEBUG);
        queries.setAdditive(false);
        queries.addAppender(issued);
    }

    @AfterEach
    void stopListening() {
        queries.detachAppender(issued);
        queries.setAdditive(true);
        queries.setLevel(null);
    }

    @Test
    void aQuoteCostsNoStatementAndARideOne() {
        var rider = rider();

        var body = quotedRequest(rider);
        assertThat(statements()).isEmpty();
        json(requestRide(rider, "key-1", body), 201);
        assertThat(statements()).singleElement().asString().contains("insert into idempotency_key", "insert into ride",
                "insert into outbox");
    }

    @Test
    void aReplayCostsTwo() {
        var rider = rider();
        var body = quotedRequest(rider);
        json(requestRide(rider, "key-1", body), 201);
        forget();

        json(requestRide(rider, "key-1", body), 201);

        assertThat(statements()).hasSize(2);
    }

    @Test
    void everyOtherCommandCostsTwo() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = assignedRide(rider, driver);
        forget();

        json(post(driver, pathOf(ride) + "/arrive"), 200);
        assertThat(statements()).hasSize(2);
        json(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 200);
        assertThat(statements()).hasSize(2);
        json(post(driver, pathOf(ride) + "/complete"), 200);
        assertThat(statements()).hasSize(2);
        json(post(rider, pathOf(ride) + "/rating", Map.of("stars", 5)), 200);
        assertThat(statements()).hasSize(2);
        JsonNode next = requestedRide(rider);
        forget();
        json(post(rider, pathOf(next) + "/cancel", Map.of("reason", "changed-plans")), 200);
        assertThat(statements()).hasSize(2);
    }

    @Test
    void whatIsRefusedOrDoneAlreadyCostsOneAndSoDoesALook() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = assignedRide(rider, driver);
        String today = LocalDate.EPOCH.plusYears(50).toString();
        for (Runnable look : List.<Runnable>of(
                () -> problem(post(driver, pathOf(ride) + "/complete"), 409, "illegal-state"),
                () -> problem(post(driver(), pathOf(ride) + "/arrive"), 404, "not-found"),
                () -> json(get(rider, pathOf(ride)), 200),
                () -> json(get(rider, pathOf(ride) + "/cancellation"), 200),
                () -> problem(get(rider, pathOf(ride) + "/receipt"), 409, "illegal-state"),
                () -> problem(get(rider, pathOf(ride) + "/rating"), 404, "not-rated"),
                () -> json(get(rider, "/v1/rides"), 200),
                () -> json(get(driver, "/v1/drivers/me/earnings?from=%s&to=%s".formatted(today, today)), 200),
                () -> problem(get(rider, "/v1/rides/" + UUID.randomUUID()), 404, "not-found"))) {
            forget();
            look.run();
            assertThat(statements()).hasSize(1);
        }
    }

    /** Returns the statements since the last call, without those of the infrastructure, which works by itself. */
    private List<String> statements() {
        List<String> statements = List.copyOf(issued.list).stream().map(ILoggingEvent::getFormattedMessage)
                .filter(text -> text.contains("ride") || text.contains("BEGIN")).toList();
        forget();
        return statements;
    }

    private void forget() {
        issued.list.clear();
    }
}
