package dev.ridewire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A refusal before the body was read, and the next request on the same connection: it is answered, as every request is.
 */
class KeptAliveTest extends OverHttp {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int CLIENTS = 100;
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final String BYTES = "application/octet-stream";
    private static final String JSON = "application/json";

    @ParameterizedTest
    @ValueSource(ints = {2, 60_000, 70_000, 1_000_000})
    void afterARefusalTheNextRequestIsAnswered(int bodyLength) throws IOException {
        String body = "x".repeat(bodyLength);
        try (var connection = new Connection()) {
            for (String refused : List.of(post(JSON, "Bearer nonsense", body), post(BYTES, bearer(), body),
                    post(JSON, bearer(), body))) {
                connection.send(refused);
                assertThat(connection.answer()).startsWith("HTTP/1.1 4");
                connection.send(post(JSON, bearer(), "{\"name\":\"good\"}"));
                assertThat(connection.answer()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 60_000, 70_000, 1_000_000})
    void theBodyMayComeAfterItsRefusal(int bodyLength) throws IOException {
        String refused = post(BYTES, bearer(), "x".repeat(bodyLength));
        int head = refused.indexOf("\r\n\r\n") + 4;
        try (var connection = new Connection()) {
            connection.send(refused.substring(0, head));
            assertThat(connection.answer()).startsWith("HTTP/1.1 4");
            connection.send(refused.substring(head));
            connection.send(post(JSON, bearer(), "{\"name\":\"good\"}"));
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
        }
    }

    /**
     * Reactor Netty before 1.3.8 forgot to read on where a request that had to wait for the one before was refused at
     * once.
     */
    @Test
    void afterARefusalThatHadToWaitForASlowAnswerTheNextRequestIsAnswered() throws IOException {
        try (var connection = new Connection()) {
            connection.send(requestFor("/things/slow", bearer()) + requestFor("/me", "Bearer nonsense"));
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
            assertThat(connection.answer()).startsWith("HTTP/1.1 401");
            connection.send(requestFor("/me", bearer()));
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
        }
    }

    /** The answer before is written by another thread than the connection's, which may still be busy with its end. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Nul: a\u0000b", "no colon", ": nameless"})
    void whatCanNotBeReadIsRefusedHoweverSoonItComesAfterAnAnswer(String header) throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var refusals = Stream.generate(() -> clients.submit(() -> {
                try (var connection = new Connection()) {
                    // Somebody else each time: what one person may ask for is limited.
                    connection.send(requestFor("/things/slow", "Bearer " + ISSUER.token(
                            claims -> claims.subject(UUID.randomUUID().toString()), "rider")));
                    assertThat(connection.answer()).startsWith("HTTP/1.1 200");
                    connection.send(unreadable(header));
                    return connection.answer();
                }
            })).limit(CLIENTS).toList();
            for (Future<String> refusal : refusals) {
                assertThat(refusal.get()).startsWith("HTTP/1.1 400")
                        .contains("\"type\":\"/problems/malformed-request\"");
            }
        }
    }

    @Test
    void whatCanNotBeReadIsRefusedAfterAllThatWasAskedBeforeAndIsTheEnd() throws IOException {
        try (var connection = new Connection()) {
            connection.send(requestFor("/things/slow", bearer()) + requestFor("/me", bearer())
                    + unreadable("no colon") + requestFor("/me", bearer()));
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
            assertThat(connection.answer()).startsWith("HTTP/1.1 400");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    private static String unreadable(String header) {
        return "GET /me HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(header);
    }

    private static String bearer() {
        return "Bearer " + ISSUER.valid("rider");
    }

    private static String post(String type, String authorization, String body) {
        return "POST /things HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(authorization, type, body.length(), body);
    }

    private static String requestFor(String path, String authorization) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n".formatted(path, authorization);
    }

    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", port);
        private final InputStream in = new BufferedInputStream(socket.getInputStream());

        Connection() throws IOException {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }

        void send(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** The next one, whole. */
        String answer() throws IOException {
            var head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                assertThat(next).as("closed without an answer").isNotNegative();
                head.write(next);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            var length = CONTENT_LENGTH.matcher(text);
            assertThat(length.find()).as(text).isTrue();
            return text + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
        }

        boolean isClosed() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
