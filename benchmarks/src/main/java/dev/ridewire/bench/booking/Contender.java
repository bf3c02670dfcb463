package dev.ridewire.bench.booking;

import java.util.List;
import java.util.Optional;

/**
 * One way to serve {@code POST /v1/rides}.
 *
 * @param name        a short name in lower case, also part of file names: {@code [a-z_0-9]+}
 * @param description one line for the table's legend
 * @param sampler     of the OpenTelemetry agent; empty for no agent
 * @param settings    more program arguments
 */
record Contender(String name, String description, Server server, Optional<Sampler> sampler, List<String> settings) {
    static final String FLOOR = "floor";
    static final String TEXTBOOK = "textbook";
    static final String BOOKING = "booking";
    static final String BOOKING_AT_1_PERCENT = "booking_1_percent";
    /** The contenders in the order of the table and of a round. */
    private static final List<String> NAMES = List.of(
            FLOOR, BOOKING, BOOKING_AT_1_PERCENT, "booking_100_percent", TEXTBOOK);
    /** The contenders that run only on request. */
    private static final List<String> VARIANTS = List.of(
            "booking_agent_off", "booking_without_relay", "textbook_1_percent");

    /** The measured program. */
    enum Server {
        FLOOR, BOOKING, TEXTBOOK
    }

    /**
     * The sampler of the agent, which decides which requests are traced.
     *
     * @param argument empty if the sampler takes none
     */
    record Sampler(String name, String argument) {
        static Sampler share(String share) {
            return new Sampler("parentbased_traceidratio", share);
        }
    }

    static List<Contender> all() {
        return NAMES.stream().map(Contender::named).toList();
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static Contender named(String name) {
        return switch (name) {
            case FLOOR ->
                new Contender(name, "a bare WebFlux + R2DBC handler that inserts the ride's row", Server.FLOOR,
                        Optional.empty(), List.of());
            case BOOKING -> booking(name, "booking-service without an agent", Optional.empty());
            case "booking_agent_off" -> booking(name, "booking-service with the agent, whose sampler is always_off",
                    Optional.of(new Sampler("always_off", "")));
            case BOOKING_AT_1_PERCENT -> booking(name, "booking-service with the agent, 1 % sampled",
                    Optional.of(Sampler.share("0.01")));
            case "booking_100_percent" -> booking(name, "booking-service with the agent, all sampled",
                    Optional.of(Sampler.share("1")));
            case "booking_without_relay" -> new Contender(name,
                    "booking-service without an agent, its events stay in the outbox", Server.BOOKING, Optional.empty(),
                    List.of("--ridewire.messaging.relay.enabled=false"));
            case TEXTBOOK -> new Contender(name, "Spring MVC + JPA, without an agent; its events stay in the outbox",
                    Server.TEXTBOOK, Optional.empty(), List.of());
            case "textbook_1_percent" -> new Contender(name,
                    "Spring MVC + JPA with the agent, 1 % sampled; its events stay in the outbox", Server.TEXTBOOK,
                    Optional.of(Sampler.share("0.01")), List.of());
            default -> throw new IllegalArgumentException(
                    "contender: %s (expected one of: %s, %s)".formatted(name, NAMES, VARIANTS));
        };
    }

    /** Reports whether a rider's second request gets a different answer from the first. */
    boolean remembersRiders() {
        return server != Server.FLOOR;
    }

    private static Contender booking(String name, String description, Optional<Sampler> sampler) {
        return new Contender(name, description, Server.BOOKING, sampler, List.of());
    }
}
