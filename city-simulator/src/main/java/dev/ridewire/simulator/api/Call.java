package dev.ridewire.simulator.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call, which is the same at every attempt.
 *
 * @param body is sent as JSON; null for none
 */
record Call(String method, URI uri, Map<String, String> headers, @Nullable Object body, Patience patience) {
    Call {
        headers = Map.copyOf(headers);
    }

    static Call get(URI uri) {
        return new Call("GET", uri, Map.of(), null, Patience.ONCE);
    }

    static Call post(URI uri, Object body) {
        return new Call("POST", uri, Map.of(), body, Patience.LONG);
    }

    static Call put(URI uri, Object body) {
        return new Call("PUT", uri, Map.of(), body, Patience.LONG);
    }

    Call with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, uri, more, body, patience);
    }

    Call with(Patience other) {
        return new Call(method, uri, headers, body, other);
    }
}
