package dev.ridewire.bench.booking;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ridewire.parts.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** A sink that takes spans as Zipkin does, counts them and drops them: Zipkin itself would need a core of its own. */
final class SpanSink implements AutoCloseable {
    private static final byte[] SPAN = "\"traceId\":".getBytes(StandardCharsets.US_ASCII);
    private static final int ACCEPTED = 202;

    private final HttpServer server;
    private final AtomicLong spans = new AtomicLong();

    private SpanSink(HttpServer server) {
        this.server = server;
    }

    static SpanSink start() throws IOException {
        var sink = new SpanSink(HttpServer.create(new InetSocketAddress(Ports.HOST, Ports.free()), 0));
        sink.server.createContext("/api/v2/spans", sink::accept);
        sink.server.start();
        return sink;
    }

    String endpoint() {
        return "http://%s:%d/api/v2/spans".formatted(Ports.HOST, server.getAddress().getPort());
    }

    /** Returns the number of spans since the start. */
    long spans() {
        return spans.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = exchange.getRequestBody();
            spans.addAndGet(count(compressed ? new GZIPInputStream(body) : body));
            exchange.sendResponseHeaders(ACCEPTED, -1);
        }
    }

    private static long count(InputStream json) throws IOException {
        byte[] text = json.readAllBytes();
        long found = 0;
        for (int begin = 0; begin <= text.length - SPAN.length; begin++) {
            int same = 0;
            while (same < SPAN.length && text[begin + same] == SPAN[same]) {
                same++;
            }
            found += same == SPAN.length ? 1 : 0;
        }
        return found;
    }
}
