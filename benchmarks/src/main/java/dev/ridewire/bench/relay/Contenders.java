package dev.ridewire.bench.relay;

import dev.ridewire.bench.relay.contender.DebeziumDefaults;
import dev.ridewire.bench.relay.contender.Peer;
import dev.ridewire.bench.relay.contender.RawReader;
import dev.ridewire.bench.relay.contender.RidewireRelay;
import java.util.List;

/** The contenders, in the order of the table. The first one is the baseline for the others. */
final class Contenders {
    private static final List<String> NAMES = List.of(
            "raw", "ridewire", "debezium_defaults", "spring_modulith", "namastack");
    /** The contenders that run only on request. */
    private static final List<String> VARIANTS = List.of("ridewire_debezium");

    private Contenders() {}

    static List<Contender> all() {
        return NAMES.stream().map(Contenders::named).toList();
    }

    /**
     * Creates one contender, because a {@link Peer}'s class path lacks the classes of the others.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Contender named(String name) {
        return switch (name) {
            case "raw" -> new RawReader();
            case "ridewire" -> RidewireRelay.byDefault();
            case "ridewire_debezium" -> RidewireRelay.readingByDebezium();
            case "debezium_defaults" -> new DebeziumDefaults();
            case "spring_modulith" ->
                new Peer(name, "Spring Modulith at its defaults: sent from memory after the commit",
                        "dev.ridewire.bench.peers.modulith.SpringModulith");
            case "namastack" -> new Peer(name, "Namastack Outbox on JDBC, polling every 20 ms for 500 keys",
                    "dev.ridewire.bench.peers.namastack.Namastack");
            default -> throw new IllegalArgumentException(
                    "contender: %s (expected one of: %s, %s)".formatted(name, NAMES, VARIANTS));
        };
    }
}
