package dev.ridewire.bench.booking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    static final String TEXTBOOK_WITH_RELAY = "textbook_relay";
    /** The contenders of an earlier commit. They need {@code --against}. */
    static final String AGAINST = "against";
    static final String AGAINST_AT_1_PERCENT = "against_1_percent";
    /** The contenders in the order of the table and of a round. */
    private static final List<String> NAMES = List.of(
            FLOOR, BOOKING, BOOKING_AT_1_PERCENT, "booking_100_percent", TEXTBOOK, TEXTBOOK_WITH_RELAY);
    /** The contenders that run only on request. */
    private static final List<String> VARIANTS = List.of(
            "booking_agent_off", "booking_without_relay", "textbook_1_percent", AGAINST, AGAINST_AT_1_PERCENT);

    /** The measured program. */
    enum Server {
        FLOOR, BOOKING, AGAINST, TEXTBOOK, TEXTBOOK_WITH_RELAY;

        /** Reports whether it is a booking-service, which migrates its database and tells when it is ready. */
        boolean isBooking() {
            return this == BOOKING || this == AGAINST;
        }
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

    /** @param against whether there is an earlier commit to compare with */
    static List<Contender> all(boolean against) {
        return Stream.concat(NAMES.stream(), against ? Stream.of(AGAINST_AT_1_PERCENT) : Stream.empty())
                .map(Contender::named).toList();
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
            case TEXTBOOK_WITH_RELAY -> new Contender(name,
                    "Spring MVC + JPA, without an agent; our relay sends its events, in a JVM of its own",
                    Server.TEXTBOOK_WITH_RELAY, Optional.empty(), List.of());
            case AGAINST -> new Contender(name, "booking-service of the earlier commit, without an agent",
                    Server.AGAINST, Optional.empty(), List.of());
            case AGAINST_AT_1_PERCENT -> new Contender(name,
                    "booking-service of the earlier commit with the agent, 1 % sampled", Server.AGAINST,
                    Optional.of(Sampler.share("0.01")), List.of());
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
