package dev.ridewire.booking.adapter.web.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.Tokens;
import dev.ridewire.booking.adapter.web.BookingApi;
import dev.ridewire.booking.adapter.web.fuzz.BareConnection.Answer;
import dev.ridewire.booking.adapter.web.fuzz.DocumentedApi.Operation;
import dev.ridewire.booking.adapter.web.fuzz.RequestDraft.Request;
import dev.ridewire.booking.adapter.web.fuzz.RequestFuzzer.Cast;
import dev.ridewire.booking.adapter.web.fuzz.RequestFuzzer.Token;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that are made from the API's document, every other one spoilt, over a connection that is kept for as long as
 * the server keeps it: so one that is left without its answer, or harms the next one, is found too. How many and which
 * say the system properties {@code ridewire.fuzz.cases} and {@code ridewire.fuzz.seed}; a failure says how it is
 * repeated.
 */
@Order(2)
class ApiFuzzTest extends BookingApi {
    private static final int USUAL_CASES = 3_000;
    private static final int CASES = Integer.getInteger("ridewire.fuzz.cases", USUAL_CASES);
    private static final int FIRST_CASE = Integer.getInteger("ridewire.fuzz.from", 0);
    private static final long SEED = Long.getLong("ridewire.fuzz.seed", 20_261_121L);
    /** Few enough for nobody to ask too often. */
    private static final int CASES_OF_A_CAST = 50;
    private static final int ENOUGH_FAILURES = 20;

    private static final Logger log = LoggerFactory.getLogger(ApiFuzzTest.class);

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> answeredOnConnection = new ArrayList<>();

    @Test
    void whateverIsSentIsAnsweredAsTheDocumentSays() throws IOException {
        var api = DocumentedApi.read();
        var random = new SplittableRandom(SEED);
        for (int first = 0; first < CASES && failures.size() < ENOUGH_FAILURES; first += CASES_OF_A_CAST) {
            // Drawn from also where it is left out: so the rest is what it would have been.
            SplittableRandom ofCast = random.split();
            if (first >= FIRST_CASE) {
                play(api, ofCast, first, Math.min(first + CASES_OF_A_CAST, CASES));
            }
        }

        log.info("seed {}: {}", SEED, outcomes);
        assertThat(failures).isEmpty();
        if (FIRST_CASE == 0 && CASES >= USUAL_CASES) {
            assertThatItGotFarIn(api);
        }
    }

    /** Otherwise it would only have knocked at the door. */
    private void assertThatItGotFarIn(DocumentedApi api) {
        assertThat(outcomes.keySet()).as(outcomes.toString()).contains("allowed 404", "allowed 409", "allowed 412",
                "allowed 422", "spoilt 400", "spoilt 401", "spoilt 403", "spoilt 405", "spoilt 406", "spoilt 413",
                "spoilt 414", "spoilt 415", "spoilt 431");
        for (Operation operation : api.operations()) {
            assertThat(outcomes.keySet()).as(outcomes.toString()).contains(operation.id() + " done");
        }
    }

    /** One after the other, on one connection for as long as it lasts. */
    private void play(DocumentedApi api, SplittableRandom random, int first, int end) throws IOException {
        var fuzzer = new RequestFuzzer(api, random, cast(random));
        var judge = new AnswerJudge(api);
        var connection = new BareConnection(port);
        try {
            for (int number = first; number < end; number++) {
                Request request = fuzzer.next();
                if (!isAnsweredWell(judge, request, connection, first, number)) {
                    connection.close();
                    connection = new BareConnection(port);
                    answeredOnConnection.clear();
                }
            }
        } finally {
            connection.close();
            answeredOnConnection.clear();
        }
    }

    /** And whether the connection is good for another request. */
    private boolean isAnsweredWell(AnswerJudge judge, Request request, BareConnection connection, int first,
            int number) {
        try {
            Answer answer = answerTo(request, connection);
            count(request, answer);
            judge.check(request, answer);
            assertThat(!answer.endsConnection() || connection.isClosedByServer()).as("closed as announced").isTrue();
            answeredOnConnection.add("%s %s %d".formatted(request.method(), request.operation().id(), answer.status()));
            return !answer.endsConnection();
        } catch (AssertionError | IOException e) {
            failures.add("""

                    Case %d: repeat it with -Dtest=ApiFuzzTest -Dridewire.fuzz.seed=%d -Dridewire.fuzz.from=%d -Dridewire.fuzz.cases=%d
                    On its connection before: %s
                    %s
                    %s
                    """.formatted(number, SEED, first, number + 1, answeredOnConnection, request, e));
            return false;
        }
    }

    private static Answer answerTo(Request request, BareConnection connection) throws IOException {
        connection.send(request.bytes());
        return connection.answer(request.method().equals("HEAD"));
    }

    private void count(Request request, Answer answer) {
        outcomes.merge((request.isAllowed() ? "allowed " : "spoilt ") + answer.status(), 1, Integer::sum);
        if (request.isAllowed() && answer.status() < 300) {
            outcomes.merge(request.operation().id() + " done", 1, Integer::sum);
        }
    }

    /** A ride that has come some way, those whom it concerns, and some whom it does not. */
    private Cast cast(SplittableRandom random) {
        var rider = rider();
        var driver = driver();
        var other = riderAndDriver();
        Map<String, Object> order = quotedRequest(rider);
        String key = UUID.randomUUID().toString();
        JsonNode ride = json(requestRide(rider, key, order), 201);
        goOn(ride, driver, random.nextInt(6));
        Map<String, Object> known = new HashMap<>(order);
        known.put("Idempotency-Key", key);
        known.put("pin", ride.get("pin").asString());
        known.put("from", LocalDate.now().minusDays(1).toString());
        known.put("to", LocalDate.now().plusDays(1).toString());
        known.put("cursor", cursorOf(rider));
        String version = get(rider, pathOf(ride)).returnResult(Void.class).getResponseHeaders().getETag();
        known.put("If-Match", Objects.requireNonNull(version));
        known.put("If-None-Match", version);
        return new Cast(
                List.of(new Token("rider", rider.token()), new Token("driver", driver.token()),
                        new Token("dispatcher", dispatcher().token()), new Token("of both", other.token())),
                List.of(Tokens.of(List.of(), rider.name()),
                        Tokens.of("rider", rider.name(), "elsewhere", Instant.now().plusSeconds(300)),
                        Tokens.of("rider", rider.name(), "ridewire", Instant.now().minusSeconds(300)),
                        Tokens.ofIssuer("https://elsewhere.test", List.of("rider"), rider.name())),
                List.of(idOf(ride), idOf(assignedRide(other, driver())), UUID.randomUUID().toString()),
                JsonMapper.shared().valueToTree(known));
    }

    private void goOn(JsonNode ride, Someone driver, int steps) {
        if (steps > 0) {
            assign(ride, driver);
        }
        if (steps > 1) {
            json(post(driver, pathOf(ride) + "/arrive"), 200);
        }
        if (steps > 2) {
            json(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 200);
        }
        if (steps > 3) {
            json(post(driver, pathOf(ride) + "/complete"), 200);
        }
        if (steps > 4) {
            settle(ride, null);
        }
    }

    /** Returns the cursor of the second page, for which it requests a second ride. */
    private String cursorOf(Someone rider) {
        Map<String, Object> later = new HashMap<>(quotedRequest(rider));
        later.put("scheduledFor", Instant.now().plus(Duration.ofHours(2)).toString());
        json(requestRide(rider, UUID.randomUUID().toString(), later), 201);
        return json(get(rider, "/v1/rides?limit=1"), 200).get("nextCursor").asString();
    }
}
