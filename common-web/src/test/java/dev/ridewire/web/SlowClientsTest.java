package dev.ridewire.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.testing.web.WholeAnswers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Clients that keep the service waiting, and handlers that keep their clients waiting: neither is to anybody else's
 * harm.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"ridewire.load.concurrent.least=1", "ridewire.load.concurrent.initial=10",
        "ridewire.load.concurrent.most=10", "ridewire.load.concurrent.longest=5s", "ridewire.load.client.idle=1s",
        "ridewire.load.client.read=1s", "ridewire.load.client.request=2s", "ridewire.load.client.write=1s"})
class SlowClientsTest extends OverHttp {
    private static final int PLACES = 10;
    private static final int SILENT_CLIENTS = 50;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int BYTES_OF_A_LARGE_ANSWER = 8 * 1024 * 1024;

    @Autowired
    private Environment environment;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void bodiesThatNeverComeKeepNobodyFromAskingAndTheirClientsAreToldSo(CapturedOutput output) throws IOException {
        for (int i = 0; i < SILENT_CLIENTS; i++) {
            send(connect(), postHead("/things", 100));
        }

        postAsRider("{\"name\":\"a\"}").expectStatus().isOk();
        for (Socket silent : sockets) {
            assertThat(textUntilClosed(silent)).startsWith("HTTP/1.1 408 ")
                    .containsIgnoringCase("\r\nretry-after: ").contains("\"type\":\"/problems/request-timeout\"");
        }
        assertThat(output.getAll()).doesNotContain(" ERROR ");
    }

    @Test
    void aBodyThatTricklesInIsCutOff() throws IOException {
        Socket trickling = connect();
        send(trickling, postHead("/things", 10_000));

        assertThat(closesWhileSending(trickling)).isTrue();
    }

    @Test
    void anAnswerThatNobodyReadsIsCutOffAndHoldsNoPlace() throws IOException {
        for (int i = 0; i < PLACES; i++) {
            send(connect(), get("/things/large"));
        }
        // All answers have begun.
        sockets.forEach(socket -> assertThat(firstByteOf(socket)).isEqualTo('H'));
        getAsRider("/me").expectStatus().isOk();

        for (Socket unread : sockets) {
            assertThat(closesWhileSending(unread)).isTrue();
            assertThat(bytesUntilClosed(unread)).isLessThan(BYTES_OF_A_LARGE_ANSWER);
        }
    }

    @Test
    void aConnectionOnWhichNothingIsAskedIsClosed() throws IOException {
        assertThat(bytesUntilClosed(connect())).isZero();
    }

    @Test
    void whatIsNeverAnsweredIsGivenUpAndOnlyTheOperatorPassesMeanwhile() throws IOException {
        Instant deadline = Instant.now().plusMillis(TIMEOUT_MILLIS);
        int status = 0;
        while (status != 503 && Instant.now().isBefore(deadline)) {
            send(connect(), get("/things/unanswered"));
            status = getAsRider("/actuatorx").returnResult(Void.class).getStatus().value();
        }

        assertThat(status).isEqualTo(503);
        problem(getAsRider("/actuator/health"), 503, "overloaded");
        operator().get().uri("/actuator/health").exchange().expectStatus().isOk();
        for (Socket unanswered : sockets) {
            assertThat(firstLineOf(unanswered)).isEqualTo("HTTP/1.1 503 Service Unavailable");
        }
        getAsRider("/me").expectStatus().isOk();
    }

    @Test
    void handlersThatFailBeyondRepairOnceABodyIsThereGiveTheirPlacesBack() throws IOException {
        for (int i = 0; i < 2 * PLACES; i++) {
            Socket client = connect();
            send(client, postHead("/things/overflowing", 2));
            send(client, "{}");
            expectAnswerOrClose(client);
        }

        postAsRider("{\"name\":\"a\"}").expectStatus().isOk();
    }

    private static void expectAnswerOrClose(Socket socket) {
        try {
            assertThat(socket.getInputStream().readNBytes(32)).satisfiesAnyOf(
                    closed -> assertThat(closed).isEmpty(),
                    answer -> assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 500 "));
        } catch (SocketException e) {
            // Closed with a reset.
        } catch (IOException e) {
            throw new AssertionError("neither answered nor closed", e);
        }
    }

    private WebTestClient operator() {
        return WholeAnswers.clientOf(environment.getRequiredProperty("local.management.port", Integer.class)).build();
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String get(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, ISSUER.valid("rider"));
    }

    private static String postHead(String path, int length) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, ISSUER.valid("rider"), length);
    }

    /** Blanks, one after the other, until the server takes no more. */
    private static boolean closesWhileSending(Socket socket) throws IOException {
        Instant deadline = Instant.now().plusMillis(TIMEOUT_MILLIS);
        while (Instant.now().isBefore(deadline)) {
            try {
                send(socket, " ");
            } catch (SocketException e) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return false;
    }

    private static int firstByteOf(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            throw new AssertionError("no answer came", e);
        }
    }

    private static String firstLineOf(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(32), StandardCharsets.US_ASCII);
    }

    private static String textUntilClosed(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long bytesUntilClosed(Socket socket) throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[65_536];
        try {
            for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
                bytes += read;
            }
        } catch (SocketException e) {
            // Closed with bytes on their way: a reset.
        }
        return bytes;
    }
}
