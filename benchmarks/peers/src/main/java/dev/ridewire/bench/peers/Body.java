package dev.ridewire.bench.peers;

import dev.ridewire.bench.relay.BenchEvent;
import java.util.Base64;

/** An event's payload in the form of libraries that write JSON. */
public final class Body {
    private Body() {}

    /** Returns a text with as many characters as the payload has bytes. */
    public static String of(BenchEvent event) {
        return Base64.getEncoder().encodeToString(event.payload()).substring(0, event.payload().length);
    }
}
