package dev.ridewire.booking.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.adapter.web.BookingApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The document of the API that strangers get to read: always the same, and at no cost. */
class ServedApiDocumentTest extends BookingApi {
    private static final Path DOCUMENT = Path.of("..", "docs", "api", "booking.yaml");

    @Autowired
    LocaleContextResolver locales;

    @Test
    void itIsTheCommittedOne() throws IOException {
        String committed = Files.readString(DOCUMENT);

        client().get().uri("/v3/api-docs.yaml").exchange().expectStatus().isOk()
                .expectHeader().contentType(MediaType.valueOf("application/vnd.oai.openapi"))
                .expectBody(String.class).isEqualTo(committed);
        assertThat(json(client().get().uri("/v3/api-docs").exchange(), 200))
                .isEqualTo(JsonMapper.shared().valueToTree(new Yaml().<Object>load(committed)));
    }

    @Test
    void nothingOfARequestIsInIt() {
        for (int i = 0; i < 2; i++) {
            client().get().uri("/v3/api-docs").header("Host", "elsewhere.test").header("Accept-Language", "pt-PT")
                    .header("X-Forwarded-Host", "elsewhere.test").exchange().expectStatus().isOk()
                    .expectBody(String.class).value(document -> assertThat(document).doesNotContain("elsewhere.test"));
        }
        assertThat(locales.resolveLocaleContext(MockServerWebExchange.from(
                MockServerHttpRequest.get("/").acceptLanguageAsLocales(Locale.FRENCH))).getLocale())
                .isEqualTo(Locale.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs.yaml"})
    void whoeverHasItIsToldSo(String path) {
        var first = client().get().uri(path).exchange();
        first.expectStatus().isOk().expectHeader().valueEquals("Cache-Control", "max-age=3600, public");
        String tag = Objects.requireNonNull(first.returnResult(Void.class).getResponseHeaders().getETag());

        for (String known : List.of(tag, "*")) {
            client().get().uri(path).header("If-None-Match", known).exchange().expectStatus().isNotModified()
                    .expectBody().isEmpty();
        }
    }
}
