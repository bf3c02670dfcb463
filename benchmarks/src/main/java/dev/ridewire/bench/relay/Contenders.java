package dev.ridewire.bench.relay;

import dev.ridewire.bench.relay.contender.DebeziumDefaults;
import dev.ridewire.bench.relay.contender.Peer;
import dev.ridewire.bench.relay.contender.RawReader;
import dev.ridewire.bench.relay.contender.RidewireRelay;
import java.util.List;

/** The contenders, in the order of the table. The first one is the floor that the others are compared with. */
final class Contenders {
    private static final List<String> NAMES = List.of(
            "raw", "ridewire", "debezium_defaults", "spring_modulith", "namastack");
    /** Measured where they are asked for. */
    private static final List<String> VARIANTS = List.of("ridewire_debezium");

    private Contenders() {}

    static List<Contender> all() {
        return NAMES.stream().map(Contenders::named).toList();
    }

    /**
     * Makes that one alone: a {@link Peer}'s class path lacks what the others are made of.
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
