package dev.ridewire.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.dispatch.driver.v1.DriverStatus;
import dev.ridewire.testing.parts.TestParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

/** Reporting over a WebSocket, with a real client and a real server. */
@ExtendWith(OutputCaptureExtension.class)
class DriverSocketTest extends OnRealParts {
    private final String driver = "bob-" + UUID.randomUUID();
    private final Instant now = Instant.now();
    private final List<DriverSocket> opened = new ArrayList<>();

    @AfterEach
    void cut() {
        opened.forEach(DriverSocket::cut);
    }

    @Test
    void eachReportIsAcknowledgedByItsNumber() {
        var socket = open();
        socket.send(7, point(40.7, now.minusSeconds(2)), point(0, now.minusSeconds(1)));
        socket.send(8, point(40.7001, now));

        await().until(() -> socket.answers().size() == 2);
        assertThat(socket.answers().get(0)).containsEntry("type", "ack").containsEntry("seq", 7)
                .containsEntry("accepted", 1).containsEntry("clockOffsetMillis", 0)
                .containsEntry("rejected", List.of(Map.of("index", 1, "reason", "too-fast")));
        assertThat(socket.answers().get(1)).containsEntry("seq", 8).containsEntry("accepted", 1);
    }

    @Test
    void aReportThatIsSentAgainAfterACutCountsOnce() {
        var socket = open();
        socket.send(1, point(40.7, now.minusSeconds(1)), point(40.7001, now));
        await().until(() -> socket.has("ack"));
        socket.cut();

        var again = open();
        again.send(1, point(40.7, now.minusSeconds(1)), point(40.7001, now));

        await().until(() -> again.has("ack"));
        assertThat(again.first("ack")).containsEntry("seq", 1);
        assertThat(String.valueOf(again.first("ack").get("rejected")))
                .contains("{index=1, reason=not-newer}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'seq':1,                                             | ''               |",
            "null                                                  | ''               |",
            "{'points':[]}                                         | /seq             |",
            "{'seq':-1,'points':[]}                                | /seq             | -1",
            "{'seq':'1','points':[]}                               | /seq             |",
            "{'seq':2}                                             | /points          | 2",
            "{'seq':4,'points':[null]}                             | /points/0        | 4",
            "{'seq':5,'points':{}}                                 | /points          | 5",
            "{'seq':6,'points':'x'}                                | /points          | 6"})
    void aFaultyMessageIsToldWhereAndTheSocketGoesOn(String json, @Nullable String pointer, @Nullable Integer seq) {
        var socket = open();
        socket.sendText(json.replace('\'', '"'));
        socket.send(9, point(40.7, now));

        await().until(() -> socket.answers().size() == 2);
        var fault = socket.answers().getFirst();
        assertThat(fault).containsEntry("type", "fault").containsEntry("reason", "malformed").containsEntry("seq", seq);
        if (pointer != null) {
            assertThat(String.valueOf(fault.get("errors"))).contains("pointer=" + pointer + ",");
        }
        assertThat(socket.answers().getLast()).containsEntry("type", "ack").containsEntry("seq", 9);
    }

    @Test
    void aMessageHasAHundredPointsAtMost() {
        var socket = open();
        socket.send(1, Collections.nCopies(101, point(40.7, now)).toArray(String[]::new));
        socket.send(2, Collections.nCopies(100, point(40.7, now)).toArray(String[]::new));

        await().until(() -> socket.answers().size() == 2);
        assertThat(socket.answers().getFirst()).containsEntry("type", "fault").containsEntry("seq", 1);
        assertThat(socket.answers().getLast()).containsEntry("type", "ack").containsEntry("accepted", 1);
    }

    @Test
    void aMessageThatIsTooBigClosesTheSocket() {
        var socket = open();
        socket.sendText(" ".repeat(64 * 1024 + 1));

        await().until(() -> socket.closed().getCode() == 1009);
    }

    @Test
    void aMessageThatIsTooBigInItsFragmentsClosesTheSocket() {
        var socket = open();
        socket.send(1, point(40.7, now.minusSeconds(1)));
        await().until(() -> socket.has("ack"));
        socket.sendInFragments(" ".repeat(40 * 1024), " ".repeat(40 * 1024));

        await().until(() -> socket.closed().getCode() == 1009);
        assertThat(socket.closed().getReason()).isEqualTo("message-too-big");
    }

    @Test
    void aMessageInFragmentsIsOneMessage() {
        var socket = open();
        socket.sendInFragments("{\"seq\":1,", "\"points\":[" + point(40.7, now) + "]}");

        await().until(() -> socket.has("ack"));
        assertThat(socket.first("ack")).containsEntry("seq", 1).containsEntry("accepted", 1);
    }

    @Test
    void bytesCloseTheSocket() {
        var socket = open();
        socket.sendBinary(new byte[]{1});

        await().until(() -> socket.closed().getCode() == 1003);
    }

    @Test
    void theNewestSocketOfADriverReplacesTheOlder() {
        var socket = open();
        socket.send(1, point(40.7, now.minusSeconds(1)));
        await().until(() -> socket.has("ack"));

        var newer = open();

        await().until(() -> socket.closed().getCode() == 4409);
        assertThat(socket.closed().getReason()).isEqualTo("replaced");
        newer.send(2, point(40.7, now));
        await().until(() -> newer.has("ack"));
    }

    @Test
    void aSocketClosesWhenItsTokenExpires() {
        var socket = open(ISSUER.token("driver", driver, Duration.ofSeconds(2)));

        await().until(() -> socket.closed().getCode() == 4401);
        assertThat(socket.closed().getReason()).isEqualTo("token-expired");
    }

    @Test
    void onlyDriversOpenASocket() {
        var rider = open(ISSUER.token("rider", "ada"));
        var nobody = open(null);
        await().until(() -> rider.refused() != null && nobody.refused() != null);
        assertThat(rider.refused()).hasMessageContaining("403");
        assertThat(nobody.refused()).hasMessageContaining("401");
        as("driver", driver).get().uri("/v1/drivers/me/locations/ws").exchange().expectStatus().isBadRequest()
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.errors[0].pointer").isEqualTo("header:Upgrade");
    }

    @ParameterizedTest
    @CsvSource({
            "GET, Upgrade, dGhlIHNhbXBsZSBub25jZQ==, 12, HTTP/1.1 400, Sec-WebSocket-Version: 13",
            "HEAD, Upgrade, dGhlIHNhbXBsZSBub25jZQ==, 13, HTTP/1.1 400, Sec-WebSocket-Version: 13",
            "GET, close, dGhlIHNhbXBsZSBub25jZQ==, 13, HTTP/1.1 400, Sec-WebSocket-Version: 13",
            "GET, Upgrade, short, 13, HTTP/1.1 400, Sec-WebSocket-Version: 13",
            "GET, Upgrade, dGhlIHNhbXBsZSBub25jZQ==, 13, HTTP/1.1 101, Date: "})
    void aHandshakeTellsTheVersionOrTheTime(
            String method, String connection, String key, String version, String status, String header,
            CapturedOutput output) throws IOException {
        try (var phone = new Socket("127.0.0.1", port)) {
            phone.setSoTimeout(20_000);
            phone.getOutputStream()
                    .write(("""
                    %s /v1/drivers/me/locations/ws HTTP/1.1
                    Host: localhost
                    Authorization: Bearer %s
                    Connection: %s
                    Upgrade: websocket
                    Sec-WebSocket-Key: %s
                    Sec-WebSocket-Version: %s

                    """.formatted(method, ISSUER.token("driver", driver), connection, key, version).replace("\n",
                            "\r\n"))
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(phone.getInputStream(), StandardCharsets.UTF_8));

            assertThat(answer.readLine()).startsWith(status);
            assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
                    .anyMatch(line -> line.regionMatches(true, 0, header, 0, header.length()));
        }
        assertThat(output.getAll()).doesNotContain("HttpWebHandlerAdapter", "HttpServerOperations");
    }

    @Test
    void aDriverOffShiftIsToldSo() {
        try (var dispatch = new Dispatch(TestParts.kafka().bootstrapServers())) {
            dispatch.tell(driver, DriverStatus.DRIVER_STATUS_OFFLINE, 2, now.minusSeconds(60));
        }
        var socket = open();

        await().until(() -> {
            socket.send(1, point(40.7, Instant.now()));
            return socket.answers().stream()
                    .anyMatch(answer -> String.valueOf(answer.get("rejected")).contains("off-shift"));
        });
    }

    private DriverSocket open() {
        return open(ISSUER.token("driver", driver));
    }

    private DriverSocket open(@Nullable String token) {
        var socket = new DriverSocket(port, token);
        opened.add(socket);
        return socket;
    }

    private static String point(double lat, Instant recordedAt) {
        return "{\"lat\":%s,\"lng\":-74,\"recordedAt\":\"%s\"}".formatted(lat, recordedAt);
    }
}
