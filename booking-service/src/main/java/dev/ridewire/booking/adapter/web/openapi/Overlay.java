package dev.ridewire.booking.adapter.web.openapi;

import static dev.ridewire.booking.adapter.web.openapi.Tree.map;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** Reads the overlay of the generated document, and refuses entries that can only be mistakes. */
final class Overlay {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Members of these nodes may have any value, including null. */
    private static final Set<String> EXAMPLES = Set.of("example", "value", "x-rides");

    private Overlay() {}

    /** @throws IllegalStateException if a member has no name or no value, which a comma in an unquoted text causes */
    static Map<String, Object> read(String yaml) {
        // Resolves aliases into copies, so that an overlay of one place changes no other.
        Map<String, Object> overlay = map(JSON.readValue(JSON.writeValueAsString(new Yaml().load(yaml)), Map.class));
        requireValues("", overlay);
        overlay.remove("x-rides");
        return overlay;
    }

    private static void requireValues(String path, @Nullable Object node) {
        switch (node) {
            case Map<?, ?> members -> members.forEach((key, value) -> {
                String name = String.valueOf(key);
                if (!EXAMPLES.contains(name)) {
                    requireValue(path + "/" + name, name, value);
                }
            });
            case List<?> items -> items.forEach(item -> requireValues(path, item));
            case null, default -> {
                // A text or a number has no members to check.
            }
        }
    }

    private static void requireValue(String path, String name, @Nullable Object value) {
        if (value == null || name.contains(" ") || name.isEmpty()) {
            throw new IllegalStateException(
                    "overlay, %s: %s (expected: a name and its value; texts with commas in quotes)"
                            .formatted(path, value));
        }
        requireValues(path, value);
    }
}
