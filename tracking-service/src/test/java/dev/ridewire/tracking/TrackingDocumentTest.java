package dev.ridewire.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.tracking.domain.Implausibility;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents in {@code docs/api} agree with the service: endpoints, members, and which members may be null. */
class TrackingDocumentTest extends OnRealParts {
    private static final JsonNode HTTP = read("tracking.yaml");
    private static final JsonNode MESSAGES = read("tracking-messages.yaml");
    private static final String WEB = "dev.ridewire.tracking.adapter.web.";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void everyEndpointIsDocumentedAndEveryOperationIsAnEndpoint() {
        Stream<String> operations = HTTP.get("paths").properties().stream()
                .flatMap(path -> path.getValue().propertyNames().stream().map(name -> name.toUpperCase(Locale.ROOT))
                        .filter(name -> Set.of("GET", "POST", "DELETE", "PUT").contains(name))
                        .map(method -> method + " " + path.getKey()));
        // A socket is no operation of HTTP: its channel stands with the messages.
        Stream<String> socket = Stream.of("GET " + MESSAGES.at("/channels/locations/address").asString());

        assertThat(endpoints()).containsExactlyInAnyOrderElementsOf(Stream.concat(operations, socket).toList());
    }

    /**
     * Dispatchers have a page of their own for the endpoints below {@code /v1/ops}. What the console passes on to
     * booking stands in booking's document.
     */
    private Set<String> endpoints() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternsCondition().getPatterns().stream()
                        .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::asHttpMethod).map(HttpMethod::name)
                                .map(method -> method + " " + pattern.getPatternString())))
                .filter(endpoint -> endpoint.contains(" /v1/") && !endpoint.contains("/v1/ops/")
                        && !endpoint.equals("POST /v1/rides/{id}/cancel"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
            "ReportResult, location.ReportResult",
            "Rejected, location.ReportResult$Rejected",
            "Link, share.LinkResource",
            "SharedRide, share.SharedResource",
            "Vehicle, share.SharedResource$Vehicle",
            "Position, share.SharedResource$Position"})
    void anAnswerHasTheDocumentedMembers(String schema, String type) throws ClassNotFoundException {
        requireAgreement(HTTP.at("/components/schemas/" + schema), type, Set.of());
    }

    @ParameterizedTest
    @CsvSource({
            "ack, location.SocketAnswer$Ack, type",
            "retry, location.SocketAnswer$Retry, type",
            "fault, location.SocketAnswer$Fault, type",
            "resumed, Resumption$Resumed,",
            "location, CarResource,",
            "end, StreamEnds$End,"})
    void aMessageHasTheDocumentedMembers(String message, String type, @Nullable String further)
            throws ClassNotFoundException {
        requireAgreement(MESSAGES.at("/components/messages/" + message + "/payload"), type,
                further == null ? Set.of() : Set.of(further));
    }

    @Test
    void aRequestHasTheDocumentedMembers() throws ClassNotFoundException {
        assertThat(HTTP.at("/components/schemas/Point/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        members("location.LocationReport$Point").keySet());
        assertThat(MESSAGES.at("/components/messages/ride/payload/required").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(members("RideResource").keySet());
    }

    @Test
    void everyReasonOfAnEndIsDocumented() {
        String reasons = MESSAGES.at("/components/messages/end/payload/properties/reason/description").asString();

        for (var reason : StreamEnds.Reason.values()) {
            assertThat(reasons).contains(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    @Test
    void everyReasonOfARefusalIsDocumented() {
        String reasons = HTTP.at("/components/schemas/Rejected/properties/reason/description").asString();

        for (var reason : Implausibility.values()) {
            assertThat(reasons).contains('`' + reason.name().toLowerCase(Locale.ROOT).replace('_', '-') + '`');
        }
    }

    @Test
    void theServiceServesTheDocument() {
        as("rider", "ada").get().uri("/v3/api-docs").exchange().expectStatus().isOk()
                .expectBody().json(HTTP.toString());
    }

    private static void requireAgreement(JsonNode schema, String type, Set<String> further)
            throws ClassNotFoundException {
        Map<String, Boolean> members = members(type);
        List<String> all = Stream.concat(members.keySet().stream(), further.stream()).toList();
        assertThat(schema.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(schema.get("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(all);
        members.forEach(
                (name, nullable) -> assertThat(schema.get("properties").get(name).toString().contains("\"null\""))
                        .as("null allowed for %s", name).isEqualTo(nullable));
    }

    /** Returns the members of a record, and whether each may be null. */
    private static Map<String, Boolean> members(String type) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(WEB + type).getRecordComponents()).collect(Collectors.toMap(
                TrackingDocumentTest::nameOf,
                component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                (one, other) -> one, LinkedHashMap::new));
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static JsonNode read(String name) {
        try {
            return JsonMapper.shared().valueToTree(Objects.requireNonNull(
                    new Yaml().<Object>load(Files.readString(Path.of("..", "docs", "api", name)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
