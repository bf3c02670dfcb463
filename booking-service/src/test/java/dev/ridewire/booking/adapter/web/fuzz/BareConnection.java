package dev.ridewire.booking.adapter.web.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 over a socket, byte by byte as the test wants it: no HTTP client would send what these tests send. */
final class BareConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int NOT_MODIFIED = 304;
    private static final int NO_CONTENT = 204;

    private final Socket socket;
    private final InputStream in;

    BareConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param headers by name in any case; of several of a name the last */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean endsConnection() {
            return header("Connection").equalsIgnoreCase("close");
        }
    }

    void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            // It has said no before all was sent: that is the answer.
        }
    }

    /**
     * The next answer, without those that only say to go on.
     *
     * @param withoutBody whatever its Content-Length says, because HEAD was asked
     * @throws IOException if there is none within 10 s, or not all of it
     */
    Answer answer(boolean withoutBody) throws IOException {
        Answer answer;
        do {
            int status = status(line());
            Map<String, String> headers = headers();
            boolean bodiless = withoutBody || status < 200 || status == NO_CONTENT || status == NOT_MODIFIED;
            answer = new Answer(status, headers, bodiless ? new byte[0] : body(headers));
        } while (answer.status() < 200);
        return answer;
    }

    /**
     * Reports whether the server closes it, as opposed to falling silent. It may say more before: what can't be read
     * has no method that is known, so that even HEAD is answered with a body.
     */
    boolean isClosedByServer() throws IOException {
        try {
            in.readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // A server that closes on unread bytes resets.
            return true;
        }
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        }
        var body = new ByteArrayOutputStream();
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            body.write(in.readNBytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkLength() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private static int status(String line) throws IOException {
        if (!line.startsWith("HTTP/1.1 ")) {
            throw new IOException("no status line: " + line);
        }
        return Integer.parseInt(line.split(" ", 3)[1]);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed without an answer");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
