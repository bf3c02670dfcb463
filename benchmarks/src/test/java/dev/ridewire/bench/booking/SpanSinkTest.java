package dev.ridewire.bench.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SpanSinkTest {
    private static final byte[] TWO_SPANS = """
            [{"traceId":"4bf92f3577b34da6","id":"1","name":"a"},{"traceId":"4bf92f3577b34da6","id":"2","name":"b"}]"""
            .getBytes(StandardCharsets.UTF_8);

    @Test
    void spansAreCountedCompressedOrNot() throws Exception {
        try (var sink = SpanSink.start(); var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(sink.endpoint()));

            var plain = client.send(request.copy().POST(BodyPublishers.ofByteArray(TWO_SPANS)).build(),
                    BodyHandlers.discarding());
            var compressed = client.send(request.copy().header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(gzip(TWO_SPANS))).build(), BodyHandlers.discarding());

            assertThat(plain.statusCode()).isEqualTo(202);
            assertThat(compressed.statusCode()).isEqualTo(202);
            assertThat(sink.spans()).isEqualTo(4);
        }
    }

    private static byte[] gzip(byte[] text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }
}
