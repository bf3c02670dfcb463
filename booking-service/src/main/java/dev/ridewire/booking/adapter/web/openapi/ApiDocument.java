package dev.ridewire.booking.adapter.web.openapi;

import static dev.ridewire.booking.adapter.web.openapi.Tree.child;
import static dev.ridewire.booking.adapter.web.openapi.Tree.list;
import static dev.ridewire.booking.adapter.web.openapi.Tree.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ridewire.web.problem.ProblemType;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Completes the document that springdoc reads from the controllers. It adds the overlay, the problems, and which
 * members may be null.
 */
public final class ApiDocument implements OpenApiCustomizer {
    private static final String OVERLAY = "/openapi/booking.overlay.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Object> overlay;
    private final ErrorAnswers errors;

    /** @param types the problems of this service, in addition to those that every service has */
    public ApiDocument(List<ProblemType> types) {
        this.overlay = readOverlay();
        this.errors = new ErrorAnswers(types, map(Objects.requireNonNull(overlay.remove("x-problems"))));
    }

    @Override
    public void customise(OpenAPI generated) {
        try {
            Map<String, Object> read = map(JSON.readValue(Json31.mapper().writeValueAsString(generated), Map.class));
            String completed = JSON.writeValueAsString(complete(read));
            OpenAPI document = Json31.mapper().readValue(completed, OpenAPI.class);
            generated.info(document.getInfo()).servers(document.getServers()).security(document.getSecurity())
                    .tags(document.getTags()).paths(document.getPaths()).components(document.getComponents());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API's document can't be completed", e);
        }
    }

    private Map<String, Object> complete(Map<String, Object> generated) {
        Map<String, Object> named = map(Tree.renamed(generated, Schemas.names(overlay)));
        Map<String, Object> answers = takeAnswers(named);
        Map<String, Object> document = Tree.overlay(named, overlay);
        Map<String, Object> components = child(document, "components");
        child(document, "paths").forEach((path, item) -> map(item).forEach((method, node) -> {
            if (METHODS.contains(method)) {
                Map<String, Object> operation = map(node);
                describeAnswers(operation, answers.get(method + " " + path));
                errors.addTo(operation, path, components);
            }
        }));
        Schemas.complete(child(components, "schemas"));
        return document;
    }

    /**
     * Returns the schema of each operation's successful answer. The statuses and media types that the generator guesses
     * are dropped.
     */
    private static Map<String, Object> takeAnswers(Map<String, Object> document) {
        Map<String, Object> answers = new LinkedHashMap<>();
        child(document, "paths").forEach((path, item) -> map(item).forEach((method, node) -> {
            Map<String, Object> operation = map(node);
            child(operation, "responses").values().stream()
                    .flatMap(response -> child(map(response), "content").values().stream())
                    .map(content -> map(content).get("schema")).filter(Objects::nonNull)
                    .findFirst().ifPresent(schema -> answers.put(method + " " + path, schema));
            operation.remove("responses");
            List<Object> parameters = new ArrayList<>(list(operation, "parameters"));
            parameters.removeIf(parameter -> "headers".equals(map(parameter).get("name")));
            operation.put("parameters", parameters);
        }));
        return answers;
    }

    private static void describeAnswers(Map<String, Object> operation, @Nullable Object schema) {
        child(operation, "responses").values().forEach(response -> {
            Map<String, Object> content = child(map(response), "content");
            if (content.get("application/json") instanceof Map<?, ?> json && schema != null) {
                map(json).put("schema", schema);
            } else {
                map(response).remove("content");
            }
            Map<String, Object> headers = child(map(response), "headers");
            for (String name : List.of("RateLimit", "RateLimit-Policy")) {
                headers.put(name, Map.of("$ref", "#/components/headers/" + name));
            }
        });
    }

    private static Map<String, Object> readOverlay() {
        try (InputStream file = Objects.requireNonNull(ApiDocument.class.getResourceAsStream(OVERLAY), OVERLAY)) {
            return Overlay.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
