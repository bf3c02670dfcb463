package dev.ridewire.bench.relay;

import dev.ridewire.bench.relay.contender.DebeziumDefaults;
import dev.ridewire.bench.relay.contender.RawReader;
import dev.ridewire.bench.relay.contender.RidewireRelay;
import java.util.List;

/** Who takes part, in the order of the table. The first one is the floor that the others are compared with. */
final class Contenders {
    static final List<Contender> ALL = List.of(new RawReader(), new RidewireRelay(), new DebeziumDefaults());

    private Contenders() {}

    /** @throws IllegalArgumentException if there is none of that name */
    static Contender named(String name) {
        return ALL.stream().filter(contender -> contender.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("contender: %s (expected one of: %s)".formatted(
                        name, ALL.stream().map(Contender::name).toList())));
    }
}
