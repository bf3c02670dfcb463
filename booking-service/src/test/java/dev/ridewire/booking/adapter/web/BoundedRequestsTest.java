package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Requests that are too much in themselves, over a bare socket: an HTTP client would not send them. */
class BoundedRequestsTest extends BookingApi {
    private static final int TIMEOUT_MILLIS = 10_000;

    @Test
    void tenThousandHeadersAreTooMany() throws IOException {
        var headers = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            headers.append("X-").append(i).append(": ").append(i).append("\r\n");
        }

        assertProblem(answerTo(get("/v1/rides", headers.toString())), 431, "headers-too-large");
    }

    @Test
    void oneHeaderOfAMegabyteIsTooLong() throws IOException {
        assertProblem(answerTo(get("/v1/rides", "X-Long: " + "x".repeat(1 << 20) + "\r\n")), 431, "headers-too-large");
    }

    @Test
    void anAddressOfAMegabyteIsTooLong() throws IOException {
        assertProblem(answerTo(get("/v1/rides?cursor=" + "x".repeat(1 << 20), "")), 414, "address-too-long");
    }

    @Test
    void aNulInAHeaderIsNoHeader() throws IOException {
        assertProblem(answerTo(get("/v1/rides", "Idempotency-Key: a\u0000b\r\n")), 400, "malformed-request");
    }

    @Test
    void whatIsNoRequestIsToldSo() throws IOException {
        assertProblem(answerTo("\u0016\u0003\u0001 this is TLS, or is it?\r\n\r\n"), 400, "malformed-request");
    }

    @Test
    void aBodyOfTenMegabytesInPiecesIsTooLarge() throws IOException {
        String piece = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
        String request = "POST /v1/quotes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + rider().token()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + piece.repeat(320)
                + "0\r\n\r\n";

        assertProblem(answerTo(request), 413, "content-too-large");
    }

    @Test
    void aLengthThatIsNoneIsRefused() throws IOException {
        for (String length : new String[]{"-1", "ten", "99999999999999999999"}) {
            assertThat(
                    answerTo("POST /v1/quotes HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n"))
                    .matches("(?s)HTTP/1.1 4\\d\\d .*").contains("application/problem+json");
        }
    }

    @Test
    void aMediaTypeThatIsNoneIsNotRead() throws IOException {
        for (String type : new String[]{"nonsense", "application/json;charset=klingon", "application/json;;;=", "/"}) {
            String answer = answerTo("POST /v1/quotes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + rider().token() + "\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(answer).as(type).matches("(?s)HTTP/1.1 4(00|15) .*").contains("application/problem+json");
        }
    }

    private static void assertProblem(String answer, int status, String slug) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"/problems/" + slug + "\"", "\"status\":" + status);
    }

    private String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + rider().token() + "\r\n" + headers + "\r\n";
    }

    /** All that the server says before it closes or falls silent. */
    private String answerTo(String request) throws IOException {
        var answer = new ByteArrayOutputStream();
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // It has said no before all was sent.
            }
            byte[] buffer = new byte[8192];
            int read = socket.getInputStream().read(buffer);
            while (read > 0 && !answer.toString(StandardCharsets.ISO_8859_1).contains("\"retryable\"")) {
                answer.write(buffer, 0, read);
                read = answer.toString(StandardCharsets.ISO_8859_1).contains("\"retryable\"")
                        ? -1
                        : socket.getInputStream().read(buffer);
            }
        } catch (SocketException e) {
            // A server that closes on unread bytes resets: what came before counts.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
