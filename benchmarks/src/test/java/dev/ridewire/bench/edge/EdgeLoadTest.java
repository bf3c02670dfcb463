package dev.ridewire.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EdgeLoadTest {
    @Test
    void answersAreReadOneAfterAnother() throws IOException {
        var connection = bytes("""
                HTTP/1.1 202 Accepted\r
                content-type: application/json\r
                Content-Length: 14\r
                \r
                {"accepted":1}HTTP/1.1 304 Not Modified\r
                etag: "1"\r
                \r
                HTTP/1.1 429 Too Many Requests\r
                content-length: 0\r
                \r
                """);

        assertThat(EdgeLoad.readAnswer(connection)).isEqualTo(202);
        assertThat(EdgeLoad.readAnswer(connection)).isEqualTo(304);
        assertThat(EdgeLoad.readAnswer(connection)).isEqualTo(429);
    }

    @Test
    void anAnswerThatBreaksOffIsAnError() {
        assertThatThrownBy(() -> EdgeLoad.readAnswer(bytes("HTTP/1.1 202 Acc"))).isInstanceOf(EOFException.class);
    }

    @Test
    void aPingHasTheLengthThatItAnnounces() {
        String ping = new String(Request.PING.of("token", 107), StandardCharsets.US_ASCII);
        String body = ping.substring(ping.indexOf("\r\n\r\n") + 4);

        assertThat(ping).startsWith("POST /v1/drivers/me/locations HTTP/1.1\r\n")
                .contains("\r\nAuthorization: Bearer token\r\n", "\r\nContent-Length: " + body.length() + "\r\n");
        assertThat(body).startsWith("{\"points\":[{\"lat\":40.758007,");
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
