package dev.ridewire.booking.adapter.web.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The changes in a newer API's document that would break an app that was built for an older one: the app finds less in
 * answers than it relies on, or must send more than it knows of. (openapi-diff reads 3.1 as if it were 3.0, and misses
 * changed types.)
 */
final class BreakingChanges {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /** Bounds that a request may lose and an answer may gain, but not the other way round. */
    private static final List<String> LOWER_BOUNDS = List.of("minimum", "minLength", "minItems");
    private static final List<String> UPPER_BOUNDS = List.of("maximum", "maxLength", "maxItems");

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> found = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private BreakingChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** One sentence for each, empty if there are none. */
    static List<String> between(JsonNode before, JsonNode after) {
        var changes = new BreakingChanges(before, after);
        before.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> changes.operation(method.getKey() + " " + path.getKey(), method.getValue(),
                        after.path("paths").path(path.getKey()).path(method.getKey()))));
        return changes.found;
    }

    private void operation(String name, JsonNode old, JsonNode now) {
        if (now.isMissingNode()) {
            found.add(name + " is gone");
            return;
        }
        now.path("parameters").values().stream().map(node -> resolve(after, node)).forEach(parameter -> {
            String at = name + ", parameter " + parameter.get("name").asString();
            JsonNode known = parameter(before, old, parameter.get("name").asString());
            if (parameter.path("required").asBoolean(false) && !known.path("required").asBoolean(false)) {
                found.add(at + " is needed now");
            } else if (!known.isMissingNode()) {
                schema(at, known.path("schema"), parameter.path("schema"), true);
            }
        });
        old.path("parameters").values().stream().map(node -> resolve(before, node).get("name").asString())
                .filter(parameter -> parameter(after, now, parameter).isMissingNode())
                .forEach(parameter -> found.add(name + ", parameter " + parameter + " is gone"));
        schema(name + ", request", bodyOf(before, old.path("requestBody")), bodyOf(after, now.path("requestBody")),
                true);
        old.get("responses").properties().stream().filter(answer -> answer.getKey().startsWith("2")).forEach(answer -> {
            JsonNode still = now.get("responses").path(answer.getKey());
            if (still.isMissingNode()) {
                found.add(name + ", answer " + answer.getKey() + " is gone");
            } else {
                answer(name + ", answer " + answer.getKey(), answer.getValue(), still);
            }
        });
    }

    private void answer(String at, JsonNode old, JsonNode now) {
        schema(at, bodyOf(before, old), bodyOf(after, now), false);
        resolve(before, old).path("headers").propertyNames().stream()
                .filter(header -> !resolve(after, now).path("headers").has(header))
                .forEach(header -> found.add(at + ", header " + header + " is gone"));
    }

    private void schema(String at, JsonNode oldNode, JsonNode newNode, boolean request) {
        JsonNode old = resolve(before, oldNode);
        JsonNode now = resolve(after, newNode);
        if (old.isMissingNode() && now.isMissingNode() || !compared.add(at + request)) {
            return;
        }
        if (old.isMissingNode() != now.isMissingNode()) {
            found.add(at + (now.isMissingNode() ? " has no body any more" : " has a body now"));
            return;
        }
        Set<String> oldTypes = types(before, old);
        Set<String> newTypes = types(after, now);
        if (request ? !newTypes.containsAll(oldTypes) : !oldTypes.containsAll(newTypes)) {
            found.add("%s was %s and is %s".formatted(at, oldTypes, newTypes));
        }
        if (!old.path("format").equals(now.path("format"))) {
            found.add("%s has another format".formatted(at));
        }
        values(at, old, now, request);
        if (request) {
            bounds(at, old, now);
        }
        JsonNode oldObject = alternative(before, old);
        JsonNode newObject = alternative(after, now);
        members(at, oldObject, newObject, request);
        if (oldObject.has("items")) {
            schema(at + "[]", oldObject.get("items"), newObject.path("items"), request);
        }
    }

    private void members(String at, JsonNode old, JsonNode now, boolean request) {
        Set<String> oldRequired = strings(old.path("required"));
        Set<String> newRequired = strings(now.path("required"));
        if (request) {
            newRequired.stream().filter(name -> !oldRequired.contains(name))
                    .forEach(name -> found.add("%s/%s is needed now".formatted(at, name)));
        } else {
            oldRequired.stream().filter(name -> !newRequired.contains(name))
                    .forEach(name -> found.add("%s/%s is not always there any more".formatted(at, name)));
        }
        old.path("properties").properties().forEach(property -> {
            JsonNode still = now.path("properties").path(property.getKey());
            if (still.isMissingNode()) {
                found.add("%s/%s is gone".formatted(at, property.getKey()));
            } else {
                schema(at + "/" + property.getKey(), property.getValue(), still, request);
            }
        });
    }

    /** An answer may not have values that an app has never heard of, a request must go on accepting those it has. */
    private void values(String at, JsonNode old, JsonNode now, boolean request) {
        Set<String> oldValues = strings(old.path("enum"));
        Set<String> newValues = strings(now.path("enum"));
        boolean narrower = now.has("enum") && (!old.has("enum") || !newValues.containsAll(oldValues));
        boolean wider = old.has("enum") && (!now.has("enum") || !oldValues.containsAll(newValues));
        if (request ? narrower : wider) {
            found.add("%s has other values: %s".formatted(at, newValues));
        }
    }

    private void bounds(String at, JsonNode old, JsonNode now) {
        Stream.concat(
                LOWER_BOUNDS.stream().filter(bound -> now.has(bound)
                        && (!old.has(bound) || now.get(bound).asDouble() > old.get(bound).asDouble())),
                UPPER_BOUNDS.stream().filter(bound -> now.has(bound)
                        && (!old.has(bound) || now.get(bound).asDouble() < old.get(bound).asDouble())))
                .forEach(bound -> found.add("%s has a narrower %s".formatted(at, bound)));
        if (now.has("pattern") && !now.get("pattern").equals(old.path("pattern"))) {
            found.add("%s has another pattern".formatted(at));
        }
    }

    private static Set<String> types(JsonNode document, JsonNode schema) {
        if (schema.has("anyOf")) {
            return schema.get("anyOf").values().stream()
                    .flatMap(any -> types(document, resolve(document, any)).stream())
                    .collect(Collectors.toSet());
        }
        return schema.path("type").isArray()
                ? strings(schema.get("type"))
                : Set.of(schema.path("type").asString("anything"));
    }

    /** Returns what it is if it is not null. */
    private static JsonNode alternative(JsonNode document, JsonNode schema) {
        return StreamSupport.stream(schema.path("anyOf").spliterator(), false)
                .filter(any -> any.has("$ref")).findFirst().map(any -> resolve(document, any)).orElse(schema);
    }

    private static JsonNode parameter(JsonNode document, JsonNode operation, String name) {
        return operation.path("parameters").values().stream().map(node -> resolve(document, node))
                .filter(parameter -> parameter.path("name").asString("").equals(name)).findFirst()
                .orElse(operation.path("no such parameter"));
    }

    private static JsonNode bodyOf(JsonNode document, JsonNode node) {
        return resolve(document, node).path("content").path("application/json").path("schema");
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static Set<String> strings(JsonNode array) {
        return array.values().stream().map(value -> value.asString("")).collect(Collectors.toSet());
    }
}
