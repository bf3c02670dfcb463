package dev.ridewire.booking.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Within v1 the APIs of all services only grow. {@code docs/api/released} has what apps were last built against; at a
 * release the documents beside it are copied over it.
 */
class BreakingChangesTest {
    private static final Path API = Path.of("..", "docs", "api");
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(strings = {"booking.yaml", "dispatch.yaml", "tracking.yaml"})
    void nothingThatWasReleasedIsBroken(String document) throws IOException {
        assertThat(BreakingChanges.between(read("released/" + document), read(document))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dispatch.yaml, Offer, fare", "tracking.yaml, ReportResult, rejected"})
    void aMemberThatGoesIsFoundInTheDocumentsThatAreWrittenByHandToo(String document, String schema, String member)
            throws IOException {
        var changed = (ObjectNode) read(document);
        schema(changed, schema, "properties").remove(member);

        assertThat(BreakingChanges.between(read(document), changed)).anyMatch(
                change -> change.contains("/" + member + " is gone"));
    }

    static Stream<Arguments> breakingChanges() {
        return Stream.of(
                change("an endpoint goes", "get /v1/rides is gone",
                        api -> ((ObjectNode) api.at("/paths/~1v1~1rides")).remove("get")),
                change("a member of an answer goes", "/pin is gone",
                        api -> schema(api, "Ride", "properties").remove("pin")),
                change("a member of an answer may be missing", "/state is not always there any more",
                        api -> remove((ArrayNode) api.at("/components/schemas/Ride/required"), "state")),
                change("a member of an answer may be null", "/riderId was [string] and is",
                        api -> schema(api, "Ride", "properties", "riderId").putArray("type").add("string").add("null")),
                change("a member changes its type", "/version was [integer] and is [string]",
                        api -> schema(api, "Ride", "properties", "version").put("type", "string")),
                change("a request needs more", "/note is needed now",
                        api -> ((ArrayNode) api.at("/components/schemas/RideRequest/required")).add("note")),
                change("a request may say less", "/note has a narrower maxLength",
                        api -> schema(api, "RideRequest", "properties", "note").put("maxLength", 100)),
                change("a text must look otherwise", "/pin has another pattern",
                        api -> schema(api, "StartRequest", "properties", "pin").put("pattern", "^[0-9]{6}$")),
                change("a header is needed", "parameter If-Match is needed now",
                        api -> parameter(api, "/paths/~1v1~1rides~1{id}~1arrive/post", "If-Match").put("required",
                                true)),
                change("a header of an answer goes", "header ETag is gone",
                        api -> ((ObjectNode) api.at("/paths/~1v1~1rides~1{id}/get/responses/200/headers"))
                                .remove("ETag")),
                change("a status changes", "answer 201 is gone",
                        api -> ((ObjectNode) api.at("/paths/~1v1~1quotes/post/responses")).remove("201")));
    }

    @ParameterizedTest
    @MethodSource("breakingChanges")
    void aBreakIsFoundWhere(String sentence, Consumer<JsonNode> change) throws IOException {
        JsonNode after = read("booking.yaml");
        change.accept(after);

        assertThat(BreakingChanges.between(read("booking.yaml"), after)).anySatisfy(
                found -> assertThat(found).contains(sentence));
    }

    @Test
    void growingBreaksNothing() throws IOException {
        JsonNode after = read("booking.yaml");
        schema(after, "Ride", "properties").putObject("luggage").put("type", "string");
        ((ArrayNode) after.at("/components/schemas/Ride/required")).add("luggage");
        schema(after, "RideRequest", "properties").putObject("luggage").put("type", "string");
        schema(after, "RideRequest", "properties", "note").put("maxLength", 1_000);
        ((ObjectNode) after.get("paths")).putObject("/v1/tips").putObject("post").putObject("responses");

        assertThat(BreakingChanges.between(read("booking.yaml"), after)).isEmpty();
    }

    private static Arguments change(String name, String sentence, Consumer<JsonNode> change) {
        return Arguments.argumentSet(name, sentence, change);
    }

    private static ObjectNode schema(JsonNode api, String... path) {
        return (ObjectNode) api.at("/components/schemas/" + String.join("/", path));
    }

    private static ObjectNode parameter(JsonNode api, String operation, String name) {
        return (ObjectNode) api.at(operation + "/parameters").values().stream()
                .filter(parameter -> parameter.get("name").asString().equals(name)).findFirst().orElseThrow();
    }

    private static void remove(ArrayNode array, String value) {
        List<JsonNode> kept = array.values().stream().filter(item -> !item.asString().equals(value)).toList();
        array.removeAll();
        kept.forEach(array::add);
    }

    private static JsonNode read(String file) throws IOException {
        return JSON.valueToTree(new Yaml().<Object>load(Files.readString(API.resolve(file))));
    }
}
