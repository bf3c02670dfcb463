package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ridewire.booking.Tokens;
import dev.ridewire.booking.application.fare.QuotingTrip;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.SampleRides;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Clients that hang up half-way: 300, or as many as the system property {@code ridewire.disconnects} says.
 * Runs alone, since it wants an idle pool and a log without errors.
 */
@Isolated
class DisconnectTest extends BookingApi {
    private static final int CLIENTS = Integer.getInteger("ridewire.disconnects", 300);
    private static final int AT_ONCE = 100;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final String run = "gone-%s-".formatted(UUID.randomUUID());
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final AtomicInteger promised = new AtomicInteger();

    @Autowired
    QuotingTrip quotingTrip;
    @Autowired
    ConnectionPool pool;

    @BeforeEach
    void listen() {
        logged.start();
        ROOT.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        ROOT.detachAppender(logged);
    }

    @Test
    void clientsThatHangUpLeaveNoConnectionBehindAndEachRideWhollyThereOrNot() throws InterruptedException {
        var line = new Semaphore(AT_ONCE);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                line.acquire();
                clients.execute(() -> {
                    try {
                        hangUp(number);
                    } finally {
                        line.release();
                    }
                });
            }
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var metrics = pool.getMetrics().orElseThrow();
            assertThat(metrics.acquiredSize()).isZero();
            assertThat(metrics.pendingAcquireSize()).isZero();
        });
        assertThat(count(
                "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'"))
                .isZero();
        assertThat(count("select count(*) from ride where rider_id like :run"))
                .isBetween((long) promised.get(), (long) CLIENTS);
        assertThat(promised).hasPositiveValue();
        assertThat(
                count("""
                select count(*) from (select id::text from ride where rider_id like :run
                               except select aggregate_id from outbox group by aggregate_id having count(*) = 1) as untold"""))
                .isZero();
        assertThat(count("""
                select count(*) from (select id from ride where rider_id like :run
                               except select ride_id from idempotency_key) as without_key""")).isZero();
        assertThat(count("""
                select count(*) from (select ride_id from idempotency_key where rider_id like :run
                               except select id from ride) as without_ride""")).isZero();
        assertThat(logged.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR)).isEmpty();
        assertThat(requestedRide(rider()).get("state").asString()).isEqualTo("REQUESTED");
    }

    /** In the middle of the body, right after it, at the first byte of the answer, or politely right after the body. */
    private void hangUp(int number) {
        byte[] request = request(run + number);
        int however = number % 4;
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            // Closed by a reset, as a phone in a tunnel looks to the server in the end.
            socket.setSoLinger(however != 3, 0);
            socket.getOutputStream().write(request, 0, however == 0 ? request.length - 40 : request.length);
            socket.getOutputStream().flush();
            if (however == 2) {
                byte[] status = socket.getInputStream().readNBytes(12);
                if (new String(status, StandardCharsets.US_ASCII).endsWith(" 201")) {
                    promised.incrementAndGet();
                }
            }
        } catch (SocketException e) {
            // A client that is hung up on first has hung up too.
        } catch (IOException e) {
            throw new AssertionError("no answer in time", e);
        }
    }

    private byte[] request(String name) {
        var rider = new Someone(name, Tokens.of("rider", name));
        var outcome = quotingTrip.quote(new RiderId(name), SampleRides.PICKUP, SampleRides.DROPOFF);
        String quote = ((QuotingTrip.Outcome.Quoted) outcome).quoteId();
        String body = """
                {"quoteId":"%s","vehicleClass":"STANDARD","pickup":{"lat":40.7484,"lng":-73.9857},\
                "dropoff":{"lat":40.7061,"lng":-74.0087}}""".formatted(quote);
        return """
                POST /v1/rides HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Idempotency-Key: only-one\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(rider.token(), body.length(), body).getBytes(StandardCharsets.US_ASCII);
    }

    private long count(String sql) {
        var spec = database.sql(sql);
        return (sql.contains(":run") ? spec.bind("run", run + "%") : spec)
                .mapValue(Long.class).one().blockOptional().orElseThrow();
    }
}
