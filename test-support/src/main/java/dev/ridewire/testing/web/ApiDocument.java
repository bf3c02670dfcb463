package dev.ridewire.testing.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A document of {@code docs/api}, which a test compares with the service. */
public final class ApiDocument {
    private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE", "PUT", "PATCH");

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /** Reads a document as it is committed. */
    public static ApiDocument committed(String name) {
        try {
            return new ApiDocument(JsonMapper.shared().valueToTree(Objects.requireNonNull(
                    new Yaml().<Object>load(Files.readString(Path.of("..", "docs", "api", name))))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the endpoints of a service, as {@code GET /v1/rides/{id}}. */
    public static Set<String> endpoints(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternsCondition().getPatterns().stream()
                        .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::asHttpMethod).map(HttpMethod::name)
                                .map(method -> method + " " + pattern.getPatternString())))
                .collect(Collectors.toSet());
    }

    /** Returns the documented operations, in the form of {@link #endpoints}. */
    public Stream<String> operations() {
        return root.get("paths").properties().stream()
                .flatMap(path -> path.getValue().propertyNames().stream().map(name -> name.toUpperCase(Locale.ROOT))
                        .filter(METHODS::contains).map(method -> method + " " + path.getKey()));
    }

    public JsonNode at(String pointer) {
        return root.at(pointer);
    }

    /** Requires that a schema has the members of a record, all of them always present, and null where it may be. */
    public void requireMembers(String pointer, Class<?> type, Set<String> further) {
        JsonNode schema = root.at(pointer);
        Map<String, Boolean> members = members(type);
        List<String> all = Stream.concat(members.keySet().stream(), further.stream()).toList();
        assertThat(schema.path("properties").propertyNames()).as(pointer).containsExactlyInAnyOrderElementsOf(all);
        assertThat(schema.path("required").valueStream().map(JsonNode::asString)).as(pointer)
                .containsExactlyInAnyOrderElementsOf(all);
        members.forEach(
                (name, nullable) -> assertThat(schema.get("properties").get(name).toString().contains("\"null\""))
                        .as("null allowed for %s", name).isEqualTo(nullable));
    }

    /** Returns the members of a record as JSON names them, in order, and whether each may be null. */
    public static Map<String, Boolean> members(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).collect(Collectors.toMap(
                ApiDocument::nameOf, component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                (one, other) -> one, LinkedHashMap::new));
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    /** Returns the whole document as JSON. */
    @Override
    public String toString() {
        return root.toString();
    }
}
