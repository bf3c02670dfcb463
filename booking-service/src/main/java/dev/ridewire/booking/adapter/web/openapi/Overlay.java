package dev.ridewire.booking.adapter.web.openapi;

import static dev.ridewire.booking.adapter.web.openapi.Tree.map;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is laid over the generated document, and refuses what nobody can have meant. */
final class Overlay {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Members of these are whatever an answer has, also null. */
    private static final Set<String> EXAMPLES = Set.of("example", "value", "x-rides");

    private Overlay() {}

    /**
     * @throws IllegalStateException for a member without a name or a value, as a comma in a text without quotes makes
     *         one
     */
    static Map<String, Object> read(String yaml) {
        // Without the aliases, so that laying over one place changes no other.
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
                // A text or a number, which says nothing about its name.
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
