package dev.ridewire.bench.edge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The requests that the load sends. */
enum Request {
    /** A report of one position. Tracking answers it, and sends the position to Kafka for all services. */
    PING(202) {
        @Override
        byte[] of(String token, long number) {
            String body = """
                    {"points":[{"lat":40.7580%02d,"lng":-73.985500,"recordedAt":"%s"}]}""".formatted(
                    number % PLACES, TIME.format(Instant.now()));
            return text("POST /v1/drivers/me/locations", token,
                    "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(body.length()), body);
        }
    },
    /** The look at a driver's offers. Dispatch answers it. */
    OFFERS(200) {
        @Override
        byte[] of(String token, long number) {
            return text("GET /v1/drivers/me/offers", token, "", "");
        }
    };

    /** The places lie within ten meters, so that no position is implausible. */
    private static final int PLACES = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final int expectedStatus;

    Request(int expectedStatus) {
        this.expectedStatus = expectedStatus;
    }

    int expectedStatus() {
        return expectedStatus;
    }

    /**
     * Returns a complete request.
     *
     * @param number the number of the request, by which its content varies
     */
    abstract byte[] of(String token, long number);

    private static byte[] text(String line, String token, String headers, String body) {
        return (line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\nAccept: application/json\r\n" + headers + "\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }
}
