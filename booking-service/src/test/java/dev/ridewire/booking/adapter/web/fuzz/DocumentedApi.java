package dev.ridewire.booking.adapter.web.fuzz;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The statements of {@code docs/api/booking.yaml} about requests and answers. */
final class DocumentedApi {
    private static final String URI = "urn:booking";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new HashMap<>();
    private final List<Operation> operations;

    private DocumentedApi(JsonNode document) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(URI, document.toString())));
        this.operations = document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> operation(method.getKey(), path.getKey(), method.getValue())))
                .toList();
    }

    static DocumentedApi read() throws IOException {
        Object yaml = new Yaml().load(Files.readString(Path.of("..", "docs", "api", "booking.yaml")));
        return new DocumentedApi(JsonMapper.shared().valueToTree(yaml));
    }

    /**
     * A request that the API documents.
     *
     * @param whom    for whom it is, in words
     * @param body    the schema of what is sent with it
     * @param answers by status
     */
    record Operation(
            String id, String method, String path, String whom, List<Parameter> parameters, @Nullable JsonNode body,
            Map<Integer, DocumentedAnswer> answers) {}

    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /**
     * The documented answer of an operation for one status.
     *
     * @param schema   of its body; null where there is none
     * @param problems the slugs of those that it may be
     */
    record DocumentedAnswer(@Nullable String schema, Set<String> problems) {}

    List<Operation> operations() {
        return operations;
    }

    /** The schema itself where another one only points at it. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    /** In which ways a body is not what a schema of the document asks for, in words. */
    List<String> faultsOf(String schema, JsonNode body) {
        return schemas.computeIfAbsent(schema, reference -> registry.getSchema(SchemaLocation.of(URI + reference)))
                .validate(body, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream().map(Object::toString).toList();
    }

    List<String> faultsOfProblem(JsonNode body) {
        return faultsOf("#/components/schemas/Problem", body);
    }

    private Operation operation(String method, String path, JsonNode operation) {
        JsonNode body = operation.path("requestBody").path("content").path(JSON).path("schema");
        return new Operation(operation.get("operationId").asString(), method.toUpperCase(Locale.ROOT), path,
                operation.get("description").asString().split("\\*\\*")[1],
                operation.path("parameters").values().stream().map(DocumentedApi::parameter).toList(),
                body.isMissingNode() ? null : resolved(body),
                operation.get("responses").propertyNames().stream().collect(Collectors.toMap(
                        Integer::valueOf, answer(operation.get("responses")))));
    }

    private static Parameter parameter(JsonNode parameter) {
        return new Parameter(parameter.get("name").asString(), parameter.get("in").asString(),
                parameter.path("required").asBoolean(false), parameter.get("schema"));
    }

    private Function<String, DocumentedAnswer> answer(JsonNode responses) {
        return status -> {
            JsonNode content = resolved(responses.get(status)).path("content");
            JsonNode schema = content.path(JSON).path("schema").path("$ref");
            return new DocumentedAnswer(schema.isMissingNode() ? null : schema.asString(),
                    Set.copyOf(content.path(PROBLEM).path("examples").propertyNames()));
        };
    }
}
