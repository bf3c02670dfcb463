package dev.ridewire.dispatch.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.application.matching.RideInBatch;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.testing.web.ApiDocument;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** {@code docs/api/dispatch.yaml} agrees with the service: endpoints, members, and which members may be null. */
class DispatchDocumentTest extends ApiOnPostgres {
    private static final ApiDocument DOCUMENT = ApiDocument.committed("dispatch.yaml");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyEndpointIsDocumentedAndEveryOperationIsAnEndpoint() {
        assertThat(DOCUMENT.operations()).containsExactlyInAnyOrderElementsOf(ApiDocument.endpoints(mappings).stream()
                .filter(endpoint -> endpoint.contains(" /v1/")).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({
            "Shift, adapter.web.shift.ShiftResource",
            "Vehicle, adapter.web.shift.VehicleResource",
            "Offer, adapter.web.offer.OfferResource",
            "Fare, domain.offer.Fare",
            "Nearby, adapter.web.nearby.NearbyResource",
            "NearbyClass, adapter.web.nearby.NearbyResource$NearbyClassResource",
            "Search, adapter.web.matching.DispatchResource",
            "MadeOffer, adapter.web.matching.DispatchResource$MadeOffer",
            "Batch, adapter.web.matching.BatchResource",
            "Candidate, adapter.web.matching.BatchResource$CandidateResource",
            "Cost, adapter.web.matching.BatchResource$Cost",
            "PassedOver, application.matching.RideInBatch$PassedOver"})
    void anAnswerHasTheDocumentedMembers(String schema, String type) throws ClassNotFoundException {
        DOCUMENT.requireMembers("/components/schemas/" + schema, Class.forName("dev.ridewire.dispatch." + type),
                Set.of());
    }

    @Test
    void aRequestHasTheDocumentedMembers() throws ClassNotFoundException {
        assertThat(DOCUMENT.at("/components/schemas/ShiftWish/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(ApiDocument.members(
                        Class.forName("dev.ridewire.dispatch.adapter.web.shift.ShiftRequest")).keySet());
    }

    @Test
    void everyStateResultAndReasonIsDocumented() {
        requireNamed("Offer/properties/state", OfferState.values());
        requireNamed("Batch/properties/result", RideInBatch.Result.values());
        requireNamed("Candidate/properties/result", RideInBatch.Fate.values());
        requireNamed("PassedOver/properties/reason", RideInBatch.Reason.values());
    }

    @Test
    void everyReasonOfAnEndIsDocumented() {
        assertThat(DOCUMENT.at("/paths/~1v1~1drivers~1me~1offers/get/description").asString())
                .contains("`end`", "`token-expired`", "`replaced`", "`shutdown`");
    }

    @Test
    void everyProblemIsDocumented() {
        assertThat(DispatchProblems.all()).allSatisfy(
                type -> assertThat(DOCUMENT.at("/components/schemas/Problem/description").asString())
                        .contains("`/problems/" + type.slug() + "`"));
    }

    @Test
    void theServiceServesTheDocument() {
        client().get().uri("/v3/api-docs").exchange().expectStatus().isOk()
                .expectHeader().exists("ETag")
                .expectBody().json(DOCUMENT.toString());
    }

    private static void requireNamed(String property, Enum<?>[] values) {
        String text = DOCUMENT.at("/components/schemas/" + property + "/description").asString();
        assertThat(Stream.of(values)).allSatisfy(value -> assertThat(text).contains('`' + value.name() + '`'));
    }
}
