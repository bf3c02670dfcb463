package dev.ridewire.web.load;

import java.time.Duration;

/**
 * The number of requests that one person may send.
 *
 * @param name     for clients
 * @param burst    requests at once, after a pause
 * @param refilled requests that come back in each period
 */
record Allowance(String name, int burst, int refilled, Duration period) {
    /** Returns the limit in the form of {@code RateLimit-Policy}. */
    String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, burst, Math.ceilDiv(burst * period.toSeconds(), refilled));
    }
}
