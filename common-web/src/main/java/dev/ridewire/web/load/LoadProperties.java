package dev.ridewire.web.load;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the requests that are let in.
 *
 * @param perPerson  how many requests one person may send
 * @param costly     how many {@link CostlyRequests} one person may send
 * @param concurrent how many requests may be under way at once
 * @param client     how long the server waits for a client
 */
@ConfigurationProperties("ridewire.load")
record LoadProperties(
        @DefaultValue PerPerson perPerson, @DefaultValue Costly costly, @DefaultValue Concurrent concurrent,
        @DefaultValue Client client) {
    /**
     * @param burst     requests at once, after a pause
     * @param perSecond requests in the long run
     * @param people    the number of people that are remembered; the person who asked longest ago is forgotten first
     */
    record PerPerson(
            @DefaultValue("200") int burst, @DefaultValue("50") int perSecond, @DefaultValue("100000") int people) {
        PerPerson {
            requirePositive("per-person.burst", burst);
            requirePositive("per-person.per-second", perSecond);
            requirePositive("per-person.people", people);
        }

        Allowance allowance() {
            return new Allowance("person", burst, perSecond, Duration.ofSeconds(1));
        }
    }

    /**
     * @param burst     requests at once, after a pause; each repetition on a bad network counts
     * @param perMinute requests in the long run
     */
    record Costly(@DefaultValue("100") int burst, @DefaultValue("60") int perMinute) {
        Costly {
            requirePositive("costly.burst", burst);
            requirePositive("costly.per-minute", perMinute);
        }

        Allowance allowance() {
            return new Allowance("costly", burst, perMinute, Duration.ofMinutes(1));
        }
    }

    /**
     * @param least   the lowest limit, however slow the answers are
     * @param initial the limit at the start
     * @param most    the highest limit
     * @param target  the highest mean time of good answers; above it, the limit falls
     * @param longest the time in which an answer must have begun; longer than any wait inside the service
     */
    record Concurrent(
            @DefaultValue("100") int least, @DefaultValue("400") int initial, @DefaultValue("1000") int most,
            @DefaultValue("500ms") Duration target, @DefaultValue("60s") Duration longest) {
        Concurrent {
            requirePositive("concurrent.least", least);
            if (initial < least || most < initial) {
                throw new IllegalArgumentException(
                        "ridewire.load.concurrent: least %d, initial %d, most %d (expected: in this order)"
                                .formatted(least, initial, most));
            }
            requirePositive("concurrent.target", target);
            requirePositive("concurrent.longest", longest);
        }
    }

    /**
     * The waits after which a connection is closed.
     *
     * @param idle    between two requests on a connection
     * @param read    between two pieces of a body
     * @param request until the whole body is there
     * @param write   until a piece of an answer is taken
     */
    record Client(
            @DefaultValue("60s") Duration idle, @DefaultValue("5s") Duration read,
            @DefaultValue("15s") Duration request,
            @DefaultValue("30s") Duration write) {
        Client {
            requirePositive("client.idle", idle);
            requirePositive("client.read", read);
            requirePositive("client.request", request);
            requirePositive("client.write", write);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("ridewire.load.%s: %d (expected: 1 or more)".formatted(name, value));
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("ridewire.load.%s: %s (expected: more than 0)".formatted(name, value));
        }
    }
}
