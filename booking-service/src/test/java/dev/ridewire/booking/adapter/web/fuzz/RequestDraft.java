package dev.ridewire.booking.adapter.web.fuzz;

import dev.ridewire.booking.adapter.web.fuzz.DocumentedApi.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request in its parts, which need not make sense together. */
final class RequestDraft {
    private static final int LONGEST_SHOWN = 4_000;
    private static final int LONGEST_FLAW_SHOWN = 60;

    final Operation operation;
    final Map<String, String> headers = new LinkedHashMap<>();
    final List<String> moreHeaders = new ArrayList<>();
    final List<String> query = new ArrayList<>();
    String method;
    String path;
    @Nullable
    String body;
    Charset charset = StandardCharsets.UTF_8;
    boolean chunked;
    boolean elsewhere;
    private final List<String> flaws = new ArrayList<>();

    RequestDraft(Operation operation, String path) {
        this.operation = operation;
        this.method = operation.method();
        this.path = path;
    }

    /**
     * A request as it goes over the wire.
     *
     * @param operation that it was made for
     * @param flaws     what is wrong with it, in words; none: the document allows it
     * @param elsewhere whether it may be for another endpoint by now, or for none
     */
    record Request(Operation operation, String method, List<String> flaws, boolean elsewhere, byte[] bytes) {
        boolean isAllowed() {
            return flaws.isEmpty();
        }

        @Override
        public String toString() {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return "%s, wrong with it: %s%n%s".formatted(operation.id(), flaws, text.length() > LONGEST_SHOWN
                    ? text.substring(0, LONGEST_SHOWN) + "… (%d bytes)".formatted(bytes.length)
                    : text);
        }
    }

    void flaw(String what, String value) {
        flaws.add("%s: %s".formatted(what, value.length() > LONGEST_FLAW_SHOWN
                ? value.substring(0, LONGEST_FLAW_SHOWN) + "…"
                : value));
    }

    Request request() {
        byte[] content = body == null ? new byte[0] : body.getBytes(charset);
        var head = new StringBuilder("%s %s".formatted(method, path));
        if (!query.isEmpty()) {
            head.append('?').append(String.join("&", query));
        }
        head.append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
        moreHeaders.forEach(header -> head.append(header).append("\r\n"));
        if (body != null) {
            head.append(
                    chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: %d\r\n".formatted(content.length));
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked && body != null) {
            writeChunks(content, bytes);
        } else {
            bytes.writeBytes(content);
        }
        return new Request(operation, method, List.copyOf(flaws), elsewhere, bytes.toByteArray());
    }

    /** In two pieces, so that a character may be cut in half. */
    private static void writeChunks(byte[] content, ByteArrayOutputStream to) {
        int half = content.length / 2;
        writeChunk(content, 0, half, to);
        writeChunk(content, half, content.length - half, to);
        to.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void writeChunk(byte[] content, int from, int length, ByteArrayOutputStream to) {
        if (length > 0) {
            to.writeBytes("%x\r\n".formatted(length).getBytes(StandardCharsets.US_ASCII));
            to.write(content, from, length);
            to.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
