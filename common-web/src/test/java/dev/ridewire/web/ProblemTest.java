package dev.ridewire.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

/** Every way to get it wrong has its own clear answer. */
@ExtendWith(OutputCaptureExtension.class)
class ProblemTest extends OverHttp {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'name':7}                            | /name       | a string",
            "{'name':true}                         | /name       | a string",
            "{'count':'1'}                         | /count      | a whole number",
            "{'count':1.5}                         | /count      | a whole number",
            "{'count':[1]}                         | /count      | a whole number",
            "{'place':{'lat':'x','lng':1}}         | /place/lat  | a number",
            "{'place':{'lat':'NaN','lng':1}}       | /place/lat  | a number",
            "{'place':{'lat':1e999,'lng':1}}       | /place/lat  | a number",
            "{'place':{'lat':null,'lng':1}}        | /place/lat  | a number",
            "{'place':{'lat':1}}                   | /place/lng  | a number",
            "{'place':7}                           | /place      | an object",
            "{'path':[{'lat':1,'lng':1},{'lat':[]}]} | /path/1/lat | a number",
            "{'path':{}}                           | /path       | an array",
            "{'colour':'BLUE'}                     | /colour     | one of RED, GREEN",
            "{'colour':1}                          | /colour     | one of RED, GREEN",
            "{'at':1700000000}                     | /at         | an ISO-8601 time",
            "{'at':'yesterday'}                    | /at         | an ISO-8601 time"})
    void aFieldOfTheWrongTypeIsNamedWithWhatWasExpected(String json, String pointer, String expected) {
        problem(postAsRider(json.replace('\'', '"')), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo(pointer)
                .jsonPath("$.errors[0].detail").value(String.class, detail -> assertThat(detail).contains(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{", "{'name' 1}", "nonsense", "{'name':'a','name':'b'}", "[]", "7", "''"})
    void whatIsNoJsonObjectIsMalformed(String json) {
        problem(postAsRider(json.replace('\'', '"')), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").exists();
    }

    @Test
    void fieldsThatOnlyNewerClientsKnowAreIgnored() {
        postAsRider("{\"name\":\"a\",\"later\":{\"x\":1}}").expectStatus().isOk();
    }

    @Test
    void aMissingBodyIsMalformed() {
        problem(client().post().uri("/things").headers(headers -> headers.setBearerAuth(ISSUER.valid("rider")))
                .contentType(MediaType.APPLICATION_JSON).exchange(), 400, "malformed-request");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        problem(postAsRider("{\"name\":\"" + "x".repeat(70_000) + "\"}"), 413, "content-too-large");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        problem(client().post().uri("/things").headers(headers -> headers.setBearerAuth(ISSUER.valid("rider")))
                .contentType(MediaType.TEXT_PLAIN).bodyValue("hello").exchange(), 415, "unsupported-media-type");
        problem(client().get().uri("/me").headers(headers -> headers.setBearerAuth(ISSUER.valid("rider")))
                .accept(MediaType.APPLICATION_PDF).exchange(), 406, "not-acceptable");
    }

    @Test
    void anIdThatCanNotBeIsNotFound() {
        problem(getAsRider("/things/not-a-uuid"), 404, "not-found");
    }

    @Test
    void queryAndHeaderFaultsAreNamed() {
        problem(getAsRider("/things/limited?limit=many"), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("query:limit");
        problem(getAsRider("/things/limited"), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("query:limit");
        problem(getAsRider("/things/limited?limit=1"), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("header:X-Needed");
    }

    @Test
    void aServicesOwnProblemKeepsItsExtensions() {
        problem(getAsRider("/things/conflict"), 409, "wrong-state")
                .jsonPath("$.currentState").isEqualTo("OPEN")
                .jsonPath("$.instance").isEqualTo("/things/conflict")
                .jsonPath("$.errors[0].pointer").isEqualTo("/state");
    }

    @Test
    void aTypeThatMaySucceedLaterSaysWhen() {
        problem(getAsRider("/things/soon").expectHeader().valueEquals("Retry-After", "60"), 409, "not-yet")
                .jsonPath("$.retryable").isEqualTo(true);
        problem(getAsRider("/things/conflict").expectHeader().doesNotExist("Retry-After"), 409, "wrong-state")
                .jsonPath("$.retryable").isEqualTo(false);
    }

    @Test
    void aDatabaseThatIsAwayAsksForPatience() {
        problem(getAsRider("/things/away").expectHeader().valueEquals("Retry-After", "2"), 503, "unavailable")
                .jsonPath("$.retryable").isEqualTo(true);
    }

    @Test
    void aHandlerThatOverflowsItsStackIsAnsweredAndRecordedOnce(CapturedOutput output) {
        problem(getAsRider("/things/overflowing"), 500, "internal");

        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR "))).hasSize(1);
    }

    @Test
    void whatNobodyExpectedTellsNothingAboutItself() {
        problem(getAsRider("/things/broken"), 500, "internal")
                .jsonPath("$.detail").value(String.class, detail -> assertThat(detail).doesNotContain("secret"));
    }
}
