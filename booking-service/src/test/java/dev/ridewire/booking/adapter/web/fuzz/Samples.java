package dev.ridewire.booking.adapter.web.fuzz;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema allows, as far as the schemas of our requests go. */
final class Samples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] TEXTS = {"At the back door", "🚕👩🏽‍🦽", "שער אחורי \u202Eזה", "a\r\n\tb",
            "'; drop table ride; --", "\uFEFFbom", "", "𝔣𝔯𝔬𝔫𝔱", "{{7*7}} ${jndi:ldap://x}"};

    private final DocumentedApi api;
    private final RandomGenerator random;

    Samples(DocumentedApi api, RandomGenerator random) {
        this.api = api;
        this.random = random;
    }

    JsonNode of(JsonNode reference) {
        JsonNode schema = api.resolved(reference);
        if (schema.has("anyOf")) {
            return of(schema.get("anyOf").get(random.nextInt(schema.get("anyOf").size())));
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        JsonNode type = schema.get("type");
        if (type.isArray() && random.nextInt(4) == 0) {
            return JSON.nullNode();
        }
        return switch (type.isArray() ? type.get(0).asString() : type.asString()) {
            case "object" -> object(schema);
            case "number" ->
                JSON.numberNode(number(schema.get("minimum").asDouble(), schema.get("maximum").asDouble()));
            case "integer" -> JSON.numberNode(random.nextInt(
                    schema.get("minimum").asInt(), schema.get("maximum").asInt() + 1));
            case "null" -> JSON.nullNode();
            case "string" -> JSON.stringNode(text(schema));
            default -> throw new IllegalArgumentException("a type that no request has had yet: " + schema);
        };
    }

    private JsonNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.get("properties").properties().forEach(property -> {
            boolean required = schema.path("required").values().stream()
                    .anyMatch(name -> name.asString().equals(property.getKey()));
            if (required || random.nextBoolean()) {
                object.set(property.getKey(), of(property.getValue()));
            }
        });
        return object;
    }

    private double number(double least, double most) {
        return switch (random.nextInt(6)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> Double.MIN_VALUE;
            case 3 -> -0.0;
            default -> random.nextDouble(least, most);
        };
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asString("") + schema.path("pattern").asString("")) {
            case "uuid" -> uuid();
            case "date" -> LocalDate.EPOCH.plusDays(random.nextInt(40_000)).toString();
            case "date-time" -> Instant.now().plus(random.nextInt(1_000), ChronoUnit.HOURS).toString();
            case "^[0-9]{4}$" -> "%04d".formatted(random.nextInt(10_000));
            case "^[A-Z][A-Z0-9_]{0,31}$" -> random.nextBoolean() ? "STANDARD" : "Z_9".repeat(1 + random.nextInt(10));
            case "^[a-z0-9]+(-[a-z0-9]+)*$" -> "changed-plans" + "-2".repeat(random.nextInt(20));
            case "^[!-~]{1,257}$" -> random.nextInt(4) == 0 ? "\"%s\"".formatted("~".repeat(255)) : uuid();
            // How many decimals a currency has, and that fees are not negative, no schema can say.
            case "^-?[0-9]+(\\.[0-9]+)?$" -> "%d.%02d".formatted(random.nextInt(40), random.nextInt(100));
            case "^[A-Z]{3}$" -> random.nextInt(4) == 0 ? "EUR" : "USD";
            case "" -> anyText(schema.path("minLength").asInt(0), schema.path("maxLength").asInt(50));
            default -> throw new IllegalArgumentException("a form that no request has had yet: " + schema);
        };
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Lengths are of characters, of which an emoji is one. */
    private String anyText(int least, int most) {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return switch (random.nextInt(4)) {
            case 0 -> "🚕".repeat(most);
            case 1 -> "x".repeat(most);
            default -> text.length() < least ? "x".repeat(least) : text;
        };
    }
}
