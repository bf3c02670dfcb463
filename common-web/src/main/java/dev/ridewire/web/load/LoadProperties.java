package dev.ridewire.web.load;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the requests that are let in.
 *
 * @param perPerson  how often one person may ask
 * @param costly     how often one person may ask for {@link CostlyRequests}
 * @param concurrent how much may be under way at once
 * @param client     how long a client is waited for
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
     * @param burst     requests at once, after a pause: one that is repeated on a bad network is as many requests
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
     * @param least   requests that are let in however slow the answers are
     * @param initial where it begins
     * @param most    requests that are never exceeded
     * @param target  the mean time of an answer that is still good; above it less is let in
     * @param longest until an answer has to have begun; longer than any wait inside
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
     * Beyond each of these the connection is closed.
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
