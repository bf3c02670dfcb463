package dev.ridewire.booking.adapter.web.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document as maps, lists and scalars, for the parts of OpenAPI that are easier to merge than to build. */
final class Tree {
    static final String SCHEMAS = "#/components/schemas/";

    private Tree() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    /** Returns the map at this key; adds one if there is none. */
    static Map<String, Object> child(Map<String, Object> parent, String key) {
        return map(parent.computeIfAbsent(key, any -> new LinkedHashMap<>()));
    }

    @SuppressWarnings("unchecked")
    static <T> List<T> list(Map<String, Object> parent, String key) {
        return (List<T>) parent.getOrDefault(key, List.of());
    }

    /** Merges two trees. Members of {@code over} win and come first, so that their author decides the order. */
    static Map<String, Object> overlay(Map<String, Object> under, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>();
        over.forEach((key, value) -> merged.put(key, overlay(key, under.get(key), value)));
        under.forEach(merged::putIfAbsent);
        return merged;
    }

    private static Object overlay(String key, @Nullable Object under, Object over) {
        if (under instanceof Map<?, ?> && over instanceof Map<?, ?>) {
            return overlay(map(under), map(over));
        }
        return key.equals("parameters") && under instanceof List<?> generated && over instanceof List<?> written
                ? overlayParameters(generated, written)
                : over;
    }

    /** Merges parameters by name. Generated ones without an overlay stay, and the linter asks for their description. */
    private static List<Object> overlayParameters(List<?> generated, List<?> written) {
        Map<Object, Object> byName = new LinkedHashMap<>();
        written.forEach(parameter -> byName.put(map(parameter).get("name"), parameter));
        generated.forEach(parameter -> byName.merge(map(parameter).get("name"), parameter,
                (over, under) -> overlay(map(under), map(over))));
        return List.copyOf(byName.values());
    }

    /** Returns the node with new names for the schemas, and for every {@code $ref} to one. */
    static Object renamed(Object node, Map<String, String> names) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<String, Object> renamed = new LinkedHashMap<>();
                map.forEach((key, value) -> renamed.put(names.getOrDefault(key, (String) key), renamed(value, names)));
                yield renamed;
            }
            case List<?> list -> {
                List<Object> renamed = new ArrayList<>();
                list.forEach(item -> renamed.add(renamed(item, names)));
                yield renamed;
            }
            case String text when text.startsWith(SCHEMAS) -> SCHEMAS
                    + names.getOrDefault(text.substring(SCHEMAS.length()), text.substring(SCHEMAS.length()));
            default -> node;
        };
    }
}
