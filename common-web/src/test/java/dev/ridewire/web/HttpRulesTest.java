package dev.ridewire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Rules of HTTP (RFC 9110) that hold for every path of every service. */
@ExtendWith(OutputCaptureExtension.class)
class HttpRulesTest extends OverHttp {
    private static final int TIMEOUT_MILLIS = 10_000;

    @ParameterizedTest
    @CsvSource({"/me, rider", "/me, ''", "/nowhere, rider", "/things/broken, rider", "/problems/not-found, ''"})
    void everyAnswerCarriesTheTime(String path, String role) {
        var answer = role.isEmpty() ? client().get().uri(path).exchange() : get(path, ISSUER.valid(role));

        assertThat(dateOf(answer)).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /me HTTP/1.1\r\nno colon\r\n\r\n", "GET /a//b HTTP/1.1\r\nHost: localhost\r\n\r\n"})
    void aRefusalOfTheServerItselfCarriesTheTimeOnce(String request) throws IOException {
        assertThat(answerTo(request)).startsWith("HTTP/1.1 400").containsOnlyOnce("\r\ndate: ");
    }

    @ParameterizedTest
    @CsvSource({"/me, 200", "/nowhere, 404", "/problems/not-found, 200", "/things/large, 200", "/forgotten, 403"})
    void headAnswersLikeGetWithoutTheBody(String path, int status) {
        var get = getAsRider(path).expectStatus().isEqualTo(status).returnResult(byte[].class);
        var head = request(HttpMethod.HEAD, path).expectStatus().isEqualTo(status).returnResult(byte[].class);

        assertThat(head.getResponseHeaders().getContentType()).isEqualTo(get.getResponseHeaders().getContentType());
        assertThat(head.getResponseHeaders().getContentLength())
                .isEqualTo(get.getResponseHeaders().getContentLength());
        assertThat(head.getResponseBody().blockFirst()).isNull();
    }

    @Test
    void headIsAllowedWhereARuleNamesGet() {
        request(HttpMethod.HEAD, "/only-get").expectStatus().isOk();
    }

    @Test
    void headOfAStreamAnswersAtOnce() {
        request(HttpMethod.HEAD, "/things/endless").expectStatus().isOk()
                .expectHeader().contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS"})
    void publicPagesAskForNoTokenWhateverTheMethod(String method) {
        client().method(HttpMethod.valueOf(method)).uri("/problems/not-found").exchange().expectStatus().isOk();
    }

    @Test
    void aMethodThatAPublicPageDoesNotServeIsNotAllowed() {
        problem(client().delete().uri("/problems/not-found").exchange()
                .expectHeader().value("Allow", allow -> assertThat(allow).contains("GET")), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @CsvSource({"/things, POST", "/me, GET", "/only-get, GET", "/drivers-only, GET"})
    void optionsNamesWhatIsServed(String path, String served) {
        request(HttpMethod.OPTIONS, path).expectStatus().isOk()
                .expectHeader().value("Allow", allow -> assertThat(allow).contains(served));
    }

    @ParameterizedTest
    @CsvSource({"/things, DELETE, POST", "/only-get, PUT, GET", "/drivers-only, DELETE, GET", "/things, HEAD, POST"})
    void aMethodThatIsNotServedIsNotAllowedToAnyRole(String path, String method, String served) {
        var answer = request(HttpMethod.valueOf(method), path).expectStatus().isEqualTo(405)
                .expectHeader().value("Allow", allow -> assertThat(allow).contains(served));
        if (!method.equals("HEAD")) {
            problem(answer, 405, "method-not-allowed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things", "/me", "/only-get", "/problems/not-found"})
    void aRefusedMethodIsToldTheMethodsThatOptionsNames(String path) {
        var options = request(HttpMethod.OPTIONS, path).expectStatus().isOk().returnResult(byte[].class);
        var refusal = request(HttpMethod.PATCH, path).expectStatus().isEqualTo(405).returnResult(byte[].class);

        assertThat(refusal.getResponseHeaders().getAllow()).isEqualTo(options.getResponseHeaders().getAllow());
    }

    @Test
    void aMethodThatIsServedStaysForbiddenToOtherRoles() {
        problem(getAsRider("/drivers-only"), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "gzip, identity", "nonsense"})
    void anEncodedBodyIsRefusedWithWhatIsServed(String encoding) throws IOException {
        problem(post(gzip("{\"name\":\"a\"}"), encoding).expectHeader().valueEquals("Accept-Encoding", "identity"),
                415, "unsupported-media-type").jsonPath("$.errors[0].pointer").isEqualTo("header:Content-Encoding")
                .jsonPath("$.errors[0].detail").isEqualTo("expected: identity, or no such header");
    }

    @Test
    void aPlainBodyThatIsLabelledGzipIsRefused() {
        problem(post("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8), "gzip"), 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/xml"})
    void aBodyOfAnotherTypeIsToldTheTypeThatIsServed(String type) {
        problem(client().post().uri("/things").header("Content-Type", type)
                .headers(headers -> headers.setBearerAuth(ISSUER.valid("rider"))).bodyValue("a=b").exchange()
                .expectHeader().valueEquals("Accept", "application/json"), 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", ""})
    void aBodyAsItIsIsTaken(String encoding) {
        post("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8), encoding).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n", "-1\r\n", "5;\r\n{\"a\":\r\nzz\r\n", "2\r\n{}XX2\r\n{}\r\n0\r\n\r\n"})
    void aChunkThatCanNotBeReadIsNoErrorOfOurs(String chunks, CapturedOutput output) throws IOException {
        String answer = answerTo(("POST /things HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n%s")
                .formatted(ISSUER.valid("rider"), chunks));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"type\":\"/problems/malformed-request\"")
                .contains("chunk").doesNotContain("no HTTP request");
        // The answer can be there before the log is.
        getAsRider("/me").expectStatus().isOk();
        assertThat(output.getAll()).doesNotContain(" ERROR ").doesNotContain(" WARN ");
    }

    @ParameterizedTest
    @CsvSource({"/v1//rides, //", "/v1/rides;a=b, ;", "/v1/%2e%2e/rides, ..", "/v1/rides%2Fx, %2F", "/a%25b, %25"})
    void aPathThatIsRefusedIsToldWhatIsWrong(String path, String wrong) throws IOException {
        String answer = answerTo("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"type\":\"/problems/malformed-request\"")
                .contains("path").contains(wrong).doesNotContain("no HTTP request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /me?x=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /me?x=50% HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /me HTTP/1.1\r\nHost: a:b\r\n\r\n"})
    void anAddressThatCanNotBeReadIsNamed(String request) throws IOException {
        assertThat(answerTo(request)).startsWith("HTTP/1.1 400").contains("\"type\":\"/problems/malformed-request\"")
                .contains("address").contains("percent").doesNotContain("no HTTP request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GET /me HTTP/2.0~Host: a~~                                                       | Send HTTP/1.1",
            "GET /me HTTP/9.9~Host: a~~                                                       | Send HTTP/1.1",
            "GET /me HTTP/1.1~~                                                               | one Host header",
            "GET /me HTTP/1.1~Host: a~Host: b~~                                               | one Host header",
            "GET /me HTTP/1.1~Host: a b~~                                                     | one Host header",
            "POST /things HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~              | is chunked",
            "POST /things HTTP/1.1~Host: a~Transfer-Encoding: gzip~Transfer-Encoding: chunked~~0~~ | is chunked",
            "POST /things HTTP/1.1~Host: a~Transfer-Encoding: gzip~~{}                        | is chunked",
            "POST /things HTTP/1.1~Host: a~Transfer-Encoding: chunked, gzip~~{}               | is chunked",
            "POST /things HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2~~{}            | Content-Length",
            "POST /things HTTP/1.1~Host: a~Content-Length: 2~Transfer-Encoding: chunked~~0~~  | Content-Length"})
    void aRequestThatCanBeReadInTwoWaysIsRefusedWithWhy(String request, String why, CapturedOutput output)
            throws IOException {
        String answer = answerTo(request.replace("~", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"type\":\"/problems/malformed-request\"")
                .contains(why);
        getAsRider("/me").expectStatus().isOk();
        assertThat(output.getAll()).doesNotContain(" ERROR ").doesNotContain(" WARN ");
    }

    @Test
    void aRequestOfHttp10NeedsNoHost() throws IOException {
        assertThat(answerTo("GET /problems/not-found HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    @ParameterizedTest
    @CsvSource({"TRACE, /things", "TRACE, /only-get", "PROPFIND, /me", "BREW, /problems/not-found", "get, /only-get",
            "BREW, /drivers-only"})
    void aMethodThatIsServedNowhereIsNotAllowed(String method, String path) {
        var options = request(HttpMethod.OPTIONS, path).expectStatus().isOk().returnResult(byte[].class);

        problem(request(HttpMethod.valueOf(method), path).expectHeader().value("Allow", allow -> assertThat(allow)
                .isEqualTo(options.getResponseHeaders().getFirst("Allow"))), 405, "method-not-allowed");
    }

    @Test
    void aMethodThatNobodyKnowsIsRefusedLikeAnyOther() {
        problem(request(HttpMethod.valueOf("BREW"), "/nowhere"), 404, "not-found");
        problem(client().method(HttpMethod.valueOf("BREW")).uri("/me").exchange(), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "B@EW", "(GET)"})
    void aMethodThatIsNoneIsMalformed(String method) throws IOException {
        assertThat(answerTo(method + " /me HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 400")
                .contains("\"type\":\"/problems/malformed-request\"");
    }

    @ParameterizedTest
    @CsvSource({"GET, /things/tagged, '\"1\"'", "HEAD, /things/tagged, '\"1\"'", "GET, /things/tagged, *",
            "HEAD, /things/tagged, *", "GET, /things/kept, '\"1\"'"})
    void anAnswerThatIsKnownKeepsTheHeadersForCaches(String method, String path, String known) {
        var whole = getAsRider(path).expectStatus().isOk().returnResult(byte[].class).getResponseHeaders();
        var notModified = client().method(HttpMethod.valueOf(method)).uri(path)
                .headers(headers -> headers.setBearerAuth(ISSUER.valid("rider"))).header("If-None-Match", known)
                .exchange().expectStatus().isNotModified().returnResult(byte[].class).getResponseHeaders();

        assertThat(whole.getETag()).isNotNull();
        assertThat(whole.getCacheControl()).isNotNull();
        assertThat(List.of("Cache-Control", "ETag", "Expires", "Pragma", "Vary")).allSatisfy(
                name -> assertThat(notModified.get(name)).as(name).isEqualTo(whole.get(name)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/typed/json   | application/json;q=0",
            "/typed/json   | */*;q=0",
            "/typed/json   | application/json;q=0, */*",
            "/typed/json   | */*, application/json;q=0.000",
            "/typed/json   | application/*;q=0, text/html",
            "/typed/json   | application/*;q=0, */*",
            "/typed/json   | application/json;q=0, application/*",
            "/typed/json   | text/html, */*;q=0",
            "/typed/stream | text/event-stream;q=0",
            "/typed/stream | text/event-stream;q=0, */*",
            "/typed/stream | text/*;q=0, */*",
            "/typed/either | text/event-stream;q=0, application/json;q=0, */*",
            "/me            | application/json;q=0",
            "/problems/not-found | text/html;q=0, */*"})
    void aMediaTypeOfQualityZeroIsNotGiven(String path, String accept) {
        problem(accepting(path, accept), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/typed/json   | application/json, */*;q=0            | application/json",
            "/typed/json   | application/*;q=0, application/json  | application/json",
            "/typed/json   | text/html;q=0, */*                   | application/json",
            "/typed/json   | application/xml;q=0, */*             | application/json",
            "/typed/json   | text/*;q=0, */*;q=0.1                | application/json",
            "/typed/json   | application/json;v=2;q=0, */*        | application/json",
            "/typed/json   | application/json;q=0.001             | application/json",
            "/typed/stream | application/json;q=0, */*            | text/event-stream",
            "/typed/stream | text/*;q=0, text/event-stream;q=0.1  | text/event-stream",
            "/typed/either | application/json;q=0, */*            | text/event-stream",
            "/typed/either | text/event-stream;q=0, */*           | application/json",
            "/typed/either | text/html;q=0, */*                   | application/json",
            "/me            | text/html;q=0, */*                   | application/json",
            "/problems/not-found | application/json;q=0, */*       | text/html"})
    void theMostSpecificRangeOfAMediaTypeDecides(String path, String accept, String given) {
        accepting(path, accept).expectStatus().isOk()
                .expectHeader().contentTypeCompatibleWith(given).returnResult(String.class).getResponseBody()
                .blockLast(Duration.ofMillis(TIMEOUT_MILLIS));
    }

    private WebTestClient.ResponseSpec accepting(String path, String accept) {
        return client().get().uri(path).headers(headers -> {
            headers.setBearerAuth(ISSUER.valid("rider"));
            headers.set("Accept", accept);
        }).exchange();
    }

    private WebTestClient.ResponseSpec request(HttpMethod method, String path) {
        return client().mutate().responseTimeout(Duration.ofMillis(TIMEOUT_MILLIS)).build().method(method).uri(path)
                .headers(headers -> headers.setBearerAuth(ISSUER.valid("rider"))).exchange();
    }

    private WebTestClient.ResponseSpec post(byte[] body, String encoding) {
        return client().post().uri("/things").contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    headers.setBearerAuth(ISSUER.valid("rider"));
                    List.of(encoding).stream().filter(name -> !name.isEmpty())
                            .forEach(name -> headers.set("Content-Encoding", name));
                }).bodyValue(body).exchange();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Instant dateOf(WebTestClient.ResponseSpec answer) {
        String date = answer.returnResult(byte[].class).getResponseHeaders().getFirst("Date");
        assertThat(date).as("Date").isNotNull();
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    /** Sends these bytes and reads until the server closes, or falls silent with a whole answer given. */
    private String answerTo(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.replaceFirst("\r\nHost", "\r\nConnection: close\r\nHost")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
