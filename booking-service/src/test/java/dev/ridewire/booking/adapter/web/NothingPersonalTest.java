package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.ridewire.booking.application.news.RideNews;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.Vehicle;
import dev.ridewire.events.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Canaries: values that are personal, and found nowhere else, sent through a ride's whole life. None may sing in a log
 * or a meter. Runs alone, since it reads the whole log.
 */
@Isolated
class NothingPersonalTest extends BookingApi {
    private static final Map<String, Double> HOME = Map.of("lat", 40.7484117, "lng", -73.9857233);
    private static final Map<String, Double> WORK = Map.of("lat", 40.7061391, "lng", -74.0087519);
    /** Digits enough of each coordinate that a rounded one is found as well. */
    private static final List<String> PLACES = List.of("40.7484", "73.9857", "40.7061", "74.0087");
    private static final String NOTE = "canary-note";
    private static final String COMMENT = "canary-comment";
    private static final String PLATE = "CANARY-PLATE";
    private static final String MODEL = "canary-model";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    /** Ours tell all they can; of others' what they tell by default. */
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.ridewire");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void listen() {
        logged.start();
        ours.setLevel(Level.TRACE);
        root.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(logged);
        ours.setLevel(null);
    }

    @Test
    void aWholeRideAndEveryWayToBeRefusedLeaveNothingPersonalInLogsAndMeters() {
        var rider = rider();
        var driver = driver();
        JsonNode quote = json(post(rider, "/v1/quotes", Map.of("pickup", HOME, "dropoff", WORK)), 201);
        Map<String, Object> body = Map.of("quoteId", quote.get("quoteId").asString(), "vehicleClass", "STANDARD",
                "pickup", HOME, "dropoff", WORK, "note", NOTE);

        JsonNode ride = json(requestRide(rider, "canary-key", body), 201);
        assignCanary(ride, driver);
        refusals(rider, driver, ride, body);
        json(post(driver, pathOf(ride) + "/arrive"), 200);
        json(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 200);
        json(post(driver, pathOf(ride) + "/complete"), 200);
        settle(ride, null);
        json(post(rider, pathOf(ride) + "/rating", Map.of("stars", 5, "comment", COMMENT)), 200);
        json(get(rider, pathOf(ride) + "/receipt"), 200);
        json(get(rider, "/v1/rides"), 200);

        List<String> canaries = Stream.concat(PLACES.stream(), Stream.of(NOTE, COMMENT, PLATE, MODEL, "canary-key",
                quote.get("quoteId").asString(), rider.token(), driver.token(), signatureOf(rider),
                signatureOf(driver)))
                .toList();
        assertThat(lines()).allSatisfy(line -> assertThat(line).doesNotContain(canaries));
        List<String> people = List.of(rider.name(), driver.name(), idOf(ride));
        assertThat(tags()).isNotEmpty()
                .allSatisfy(tag -> assertThat(tag).doesNotContain(canaries).doesNotContain(people));
    }

    @Test
    void aCanaryThatSingsIsHeard() {
        LoggerFactory.getLogger("dev.ridewire.booking.test").atDebug().addKeyValue("where", HOME).log("heard");
        LoggerFactory.getLogger("elsewhere").atWarn().setCause(new IllegalStateException(NOTE)).log("heard");

        assertThat(lines()).anySatisfy(line -> assertThat(line).contains("40.7484"))
                .anySatisfy(line -> assertThat(line).contains(NOTE));
    }

    /** An error is where values slip out: as the text of an exception. */
    private void refusals(Someone rider, Someone driver, JsonNode ride, Map<String, Object> body) {
        Map<String, Object> odd = new HashMap<>(body);
        odd.put("vehicleClass", COMMENT);
        problem(requestRide(rider, "canary-key", odd), 400, "malformed-request");
        problem(requestRide(rider, "another-key", body), 409, "active-ride-exists");
        problem(post(rider, "/v1/quotes", "{\"pickup\":{\"lat\":40.7484117,\"lng\":\"canary-note\"}}"), 400,
                "malformed-request");
        problem(post(rider, "/v1/quotes", "{\"pickup\":{\"lat\":40.7484117,canary-note"), 400, "malformed-request");
        problem(post(rider, "/v1/quotes", Map.of("pickup", HOME, "dropoff", HOME)), 422, "pickup-equals-dropoff");
        problem(get(rider, "/v1/rides?cursor=canary-note"), 400, "malformed-request");
        problem(get(rider, "/v1/rides?limit=canary-note"), 400, "malformed-request");
        problem(get(rider, "/v1/rides/canary-note"), 404, "not-found");
        problem(get(rider, "/canary-note/" + UUID.randomUUID()), 404, "not-found");
        problem(post(driver, pathOf(ride) + "/start", Map.of("pin", COMMENT)), 400, "malformed-request");
        problem(post(driver, pathOf(ride) + "/complete"), 409, "illegal-state");
        String forged = rider.token().substring(0, rider.token().length() - 8) + "AAAAAAAA";
        problem(get(new Someone(rider.name(), forged), pathOf(ride)), 401, "unauthenticated");
    }

    private void assignCanary(JsonNode ride, Someone driver) {
        var car = new Vehicle(new VehicleClass("STANDARD"), PLATE, MODEL);
        var assignment = new RideCommand.AssignDriver(1, new DriverId(driver.name()), car, Duration.ofMinutes(4));
        followingMatch.follow(List.of(new RideNews(
                new RideId(UUID.fromString(idOf(ride))), assignment, TraceContext.NONE)))
                .as(transactions::transactional).block();
    }

    private static String signatureOf(Someone who) {
        return who.token().substring(who.token().lastIndexOf('.') + 1);
    }

    private List<String> lines() {
        return List.copyOf(logged.list).stream().map(event -> "%s %s %s %s".formatted(event.getFormattedMessage(),
                event.getKeyValuePairs(), event.getMDCPropertyMap(),
                event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    private List<String> tags() {
        return meters.getMeters().stream().flatMap(meter -> meter.getId().getTags().stream())
                .map(tag -> tag.getKey() + "=" + tag.getValue()).distinct().toList();
    }
}
