package dev.ridewire.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.testing.web.ApiDocument;
import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.tracking.domain.Implausibility;
import dev.ridewire.web.stream.LastWord;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The documents in {@code docs/api} agree with the service: endpoints, members, and which members may be null. */
class TrackingDocumentTest extends OnRealParts {
    private static final ApiDocument HTTP = ApiDocument.committed("tracking.yaml");
    private static final ApiDocument MESSAGES = ApiDocument.committed("tracking-messages.yaml");
    private static final String WEB = "dev.ridewire.tracking.adapter.web.";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void everyEndpointIsDocumentedAndEveryOperationIsAnEndpoint() {
        // A socket is no operation of HTTP: its channel stands with the messages.
        Stream<String> socket = Stream.of("GET " + MESSAGES.at("/channels/locations/address").asString());

        assertThat(endpoints()).containsExactlyInAnyOrderElementsOf(Stream.concat(HTTP.operations(), socket).toList());
    }

    /**
     * Dispatchers have a page of their own for the endpoints below {@code /v1/ops}. What the console passes on to
     * booking stands in booking's document.
     */
    private Set<String> endpoints() {
        return ApiDocument.endpoints(mappings).stream()
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
        HTTP.requireMembers("/components/schemas/" + schema, type(type), Set.of());
    }

    @ParameterizedTest
    @CsvSource({
            "ack, location.SocketAnswer$Ack, type",
            "retry, location.SocketAnswer$Retry, type",
            "fault, location.SocketAnswer$Fault, type",
            "resumed, Resumption$Resumed,",
            "location, CarResource,"})
    void aMessageHasTheDocumentedMembers(String message, String type, @Nullable String further)
            throws ClassNotFoundException {
        MESSAGES.requireMembers("/components/messages/" + message + "/payload", type(type),
                further == null ? Set.of() : Set.of(further));
    }

    @Test
    void theLastMessageHasTheDocumentedMembers() {
        MESSAGES.requireMembers("/components/messages/end/payload", LastWord.class, Set.of());
    }

    @Test
    void aRequestHasTheDocumentedMembers() throws ClassNotFoundException {
        assertThat(HTTP.at("/components/schemas/Point/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        ApiDocument.members(type("location.LocationReport$Point")).keySet());
        assertThat(MESSAGES.at("/components/messages/ride/payload/required").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(ApiDocument.members(type("RideResource")).keySet());
    }

    @Test
    void everyReasonOfAnEndIsDocumented() {
        String reasons = MESSAGES.at("/components/messages/end/payload/properties/reason/description").asString();

        for (var reason : StreamEnds.Reason.values()) {
            assertThat(reasons).contains(LastWord.slug(reason));
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
    void theServiceServesTheDocumentOnceToEachClient() {
        as("rider", "ada").get().uri("/v3/api-docs").exchange().expectStatus().isOk()
                .expectBody().json(HTTP.toString());
        as("rider", "ada").get().uri("/v3/api-docs").header("If-None-Match", "*").exchange()
                .expectStatus().isNotModified();
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(WEB + name);
    }
}
