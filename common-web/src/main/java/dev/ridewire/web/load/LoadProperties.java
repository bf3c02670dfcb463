package dev.ridewire.web.load;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is let in.
 *
 * @param perPerson  how often one person may ask
 * @param concurrent how much may be under way at once
 */
@ConfigurationProperties("ridewire.load")
record LoadProperties(@DefaultValue PerPerson perPerson, @DefaultValue Concurrent concurrent) {
    /**
     * @param burst     requests at once, after a pause
     * @param perSecond requests in the long run
     * @param people    of how many this is remembered; whoever asked longest ago is forgotten first
     */
    record PerPerson(
            @DefaultValue("200") int burst, @DefaultValue("50") int perSecond, @DefaultValue("100000") int people) {
        PerPerson {
            requirePositive("per-person.burst", burst);
            requirePositive("per-person.per-second", perSecond);
            requirePositive("per-person.people", people);
        }
    }

    /**
     * @param least   requests that are let in however slow the answers are
     * @param initial where it begins
     * @param most    requests that are never exceeded
     * @param target  the mean time of an answer that is still good; above it less is let in
     */
    record Concurrent(
            @DefaultValue("100") int least, @DefaultValue("400") int initial, @DefaultValue("1000") int most,
            @DefaultValue("500ms") Duration target) {
        Concurrent {
            requirePositive("concurrent.least", least);
            if (initial < least || most < initial) {
                throw new IllegalArgumentException(
                        "ridewire.load.concurrent: least %d, initial %d, most %d (expected: in this order)"
                                .formatted(least, initial, most));
            }
            if (!target.isPositive()) {
                throw new IllegalArgumentException(
                        "ridewire.load.concurrent.target: %s (expected: more than 0)".formatted(target));
            }
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("ridewire.load.%s: %d (expected: 1 or more)".formatted(name, value));
        }
    }
}
