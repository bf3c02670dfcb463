package dev.ridewire.stack.home;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes of a stack, in the order in which they start. */
public enum Part {
    POSTGRES,
    KAFKA,
    ZIPKIN,
    BOOKING,
    DISPATCH,
    TRACKING;

    private static final Set<Part> SERVICES = EnumSet.of(BOOKING, DISPATCH, TRACKING);

    /** Returns the name that people write. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isService() {
        return SERVICES.contains(this);
    }

    /**
     * Returns the part of that name.
     *
     * @throws IllegalArgumentException for any other name; the message lists the valid ones
     */
    public static Part of(String label) {
        return Arrays.stream(values()).filter(part -> part.label().equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no part \"" + label + "\", only "
                        + Arrays.stream(values()).map(Part::label).collect(Collectors.joining(", ")) + "."));
    }

    /** Returns the parts to run for the given ones: services need PostgreSQL and Kafka too. */
    public static Set<Part> withFoundations(List<Part> wanted) {
        Set<Part> parts = EnumSet.copyOf(wanted);
        if (parts.stream().anyMatch(Part::isService)) {
            parts.addAll(EnumSet.complementOf(EnumSet.copyOf(SERVICES)));
        }
        return parts;
    }
}
