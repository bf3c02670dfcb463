package dev.ridewire.booking.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.adapter.web.BookingApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document in {@code docs/api/booking.yaml} is what springdoc and the overlay say of the controllers. After a
 * change that is meant, generate it again: {@code mvn -pl booking-service test -Dtest=ApiDocumentTest
 * -Dridewire.write-api-document=true}.
 */
@TestPropertySource(properties = {"springdoc.api-docs.enabled=true", "springdoc.api-docs.path=/v3/api-docs/generated"})
class ApiDocumentTest extends BookingApi {
    private static final Path DOCUMENT = Path.of("..", "docs", "api", "booking.yaml");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void theCommittedDocumentIsWhatIsGenerated() throws IOException {
        String generated = asYaml(generated());
        if (Boolean.getBoolean("ridewire.write-api-document")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, generated);
        }

        assertThat(generated)
                .as("docs/api/booking.yaml is not what is generated; the test's class says how to write it")
                .isEqualTo(Files.readString(DOCUMENT));
    }

    @Test
    void itIsOpenApi31() {
        assertThat(generated().get("openapi").asString()).startsWith("3.1");
    }

    @Test
    void everyEndpointIsAnOperationAndEveryOperationAnEndpoint() {
        List<String> endpoints = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternsCondition().getPatterns().stream()
                        .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + pattern.getPatternString())))
                .filter(endpoint -> endpoint.contains(" /v1/")).toList();
        List<String> operations = new ArrayList<>();
        forEachOperation((name, operation) -> operations.add(name));

        assertThat(operations).containsExactlyInAnyOrderElementsOf(endpoints);
    }

    /** Checks every endpoint, since a client that accepts an event stream would else get one, of a single event. */
    @Test
    void everyEndpointAnswersWithJsonAndNothingElse() {
        mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getPatternsCondition().toString().contains("/v1/"))
                .forEach(mapping -> assertThat(mapping.getProducesCondition().getProducibleMediaTypes())
                        .as(mapping.toString()).containsExactly(MediaType.APPLICATION_JSON));
    }

    @Test
    void everyOperationSaysWhatItDoesByExampleAndHowItFails() {
        Set<String> always = Set.of("401", "403", "406", "429", "500", "503");
        forEachOperation((name, operation) -> {
            assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
            assertThat(operation.path("description").asString("")).as(name).isNotBlank();
            assertThat(operation.get("responses").propertyNames()).as(name).containsAll(always);
            operation.get("responses").properties().forEach(answer -> {
                JsonNode content = resolved(answer.getValue()).path("content");
                boolean error = answer.getKey().compareTo("400") >= 0;
                if (error) {
                    JsonNode problem = content.path("application/problem+json");
                    assertThat(problem.path("schema").path("$ref").asString("")).as(name)
                            .isEqualTo("#/components/schemas/Problem");
                    assertThat(problem.path("examples")).as(name + " " + answer.getKey()).isNotEmpty();
                } else if (!content.isMissingNode()) {
                    JsonNode body = content.path("application/json");
                    assertThat(body.has("example") || body.has("examples")).as(name).isTrue();
                    assertThat(content.path("application/json").has("schema")).as(name).isTrue();
                }
            });
            if (operation.has("requestBody")) {
                assertThat(operation.at("/requestBody/content/application~1json").has("example")).as(name).isTrue();
            }
        });
    }

    @Test
    void everyOperationSaysForWhomItIs() {
        forEachOperation((name, operation) -> assertThat(operation.get("description").asString())
                .as(name).startsWith("**For "));
    }

    @Test
    void everySchemaHasANameForClientsAndADescription() {
        generated().at("/components/schemas").properties().forEach(schema -> {
            assertThat(schema.getKey()).matches("[A-Z][A-Za-z]+");
            assertThat(schema.getValue().path("description").asString("")).as(schema.getKey()).isNotBlank();
        });
    }

    /** In the overlay, a comma in a text without quotes ends it. */
    @Test
    void everyDescriptionIsAWholeSentence() {
        assertThat(generated().findValues("description")).isNotEmpty().filteredOn(JsonNode::isString)
                .allSatisfy(description -> assertThat(description.asString().strip()).endsWith("."));
    }

    private void forEachOperation(BiConsumer<String, JsonNode> check) {
        generated().get("paths").properties().forEach(path -> path.getValue().properties().forEach(
                operation -> check.accept(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue())));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? generated().at(node.get("$ref").asString().substring(1)) : node;
    }

    private JsonNode generated() {
        return json(client().get().uri("/v3/api-docs/generated").exchange(), 200);
    }

    private static String asYaml(JsonNode document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(140);
        options.setSplitLines(true);
        return "# Generated from the running service: see ApiDocumentTest.\n"
                + new Yaml(options).dump(JSON.convertValue(document, Map.class));
    }
}
