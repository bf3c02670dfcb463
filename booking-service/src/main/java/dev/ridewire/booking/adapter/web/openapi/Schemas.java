package dev.ridewire.booking.adapter.web.openapi;

import static dev.ridewire.booking.adapter.web.openapi.Tree.child;
import static dev.ridewire.booking.adapter.web.openapi.Tree.list;
import static dev.ridewire.booking.adapter.web.openapi.Tree.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts that records tell about schemas beyond types: the order of members, which are always present, and which may
 * be null.
 */
final class Schemas {
    private static final String PACKAGE = "dev.ridewire.booking.adapter.web.";
    private static final String FROM = "from";
    private static final String REQUIRED = "required";

    private Schemas() {}

    /** The names that clients read, by the names of records. */
    static Map<String, String> names(Map<String, Object> overlay) {
        Map<String, String> names = new HashMap<>();
        // The generator writes the name of a nested class in this form.
        child(child(overlay, "components"), "schemas").forEach((name, schema) -> records(map(schema).get(FROM))
                .forEach(record -> names.put(PACKAGE + record.replace('$', '.'), name)));
        return names;
    }

    static void complete(Map<String, Object> schemas) {
        // No operation mentions the schemas of the framework's own types.
        schemas.keySet().removeIf(name -> name.startsWith("org.springframework."));
        schemas.values().forEach(schema -> records(map(schema).remove(FROM)).stream().findFirst()
                .ifPresent(record -> complete(map(schema), classOf(PACKAGE + record))));
    }

    /** Several records may have one name for clients: requests and answers may have different records for one thing. */
    private static List<String> records(@Nullable Object from) {
        return switch (from) {
            case null -> List.of();
            case List<?> several -> several.stream().map(String::valueOf).toList();
            default -> List.of((String) from);
        };
    }

    private static void complete(Map<String, Object> schema, Class<?> record) {
        List<RecordComponent> components = List.of(record.getRecordComponents());
        // A request says itself which members it requires; an answer has every member that is not left out on purpose.
        if (!schema.containsKey(REQUIRED)) {
            schema.put(REQUIRED, components.stream().filter(c -> !isLeftOut(c)).map(Schemas::nameOf).toList());
        }
        List<String> required = list(schema, REQUIRED);
        boolean request = record.getName().contains("Requests$");
        Map<String, Object> written = child(schema, "properties");
        Map<String, Object> properties = new LinkedHashMap<>();
        components.forEach(component -> {
            String name = nameOf(component);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !isLeftOut(component) && !(request && required.contains(name));
            properties.put(name, nullable ? nullable(child(written, name)) : child(written, name));
        });
        written.keySet().stream().filter(name -> !properties.containsKey(name)).findFirst().ifPresent(name -> {
            throw new IllegalStateException("%s: %s (expected: a member of %s)".formatted(FROM, name, record));
        });
        schema.put("properties", properties);
    }

    private static Map<String, Object> nullable(Map<String, Object> property) {
        Map<String, Object> nullable = new LinkedHashMap<>(property);
        if (nullable.remove("$ref") instanceof String reference) {
            nullable.put("anyOf", List.of(Map.of("$ref", reference), Map.of("type", "null")));
        } else {
            nullable.put("type", Stream.of(property.get("type"), "null").toList());
        }
        return nullable;
    }

    private static boolean isLeftOut(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonInclude.class);
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name, false, Schemas.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(FROM + ": " + name + " (expected: a record of adapter.web)", e);
        }
    }
}
