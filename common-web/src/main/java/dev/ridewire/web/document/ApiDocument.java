package dev.ridewire.web.document;

import dev.ridewire.web.reactive.KnownAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's document as it is committed. Anyone may read it, so it is rendered once and contains nothing of a request.
 */
@RestController
final class ApiDocument {
    private static final String OPENAPI = "application/vnd.oai.openapi";
    private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final ResponseEntity<byte[]> yaml;
    private final ResponseEntity<byte[]> json;

    /** @param document OpenAPI in YAML */
    ApiDocument(Resource document) {
        try {
            String text = document.getContentAsString(StandardCharsets.UTF_8);
            this.yaml = answer(MediaType.valueOf(OPENAPI), text.getBytes(StandardCharsets.UTF_8));
            this.json = answer(MediaType.APPLICATION_JSON,
                    JsonMapper.shared().writeValueAsBytes(new Yaml().<Object>load(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> json(ServerWebExchange exchange) {
        return KnownAnswers.unlessAnyIsKnown(exchange, json);
    }

    @GetMapping(path = "/v3/api-docs.yaml", produces = OPENAPI)
    ResponseEntity<byte[]> yaml(ServerWebExchange exchange) {
        return KnownAnswers.unlessAnyIsKnown(exchange, yaml);
    }

    private static ResponseEntity<byte[]> answer(MediaType type, byte[] body) {
        return ResponseEntity.ok().contentType(type).cacheControl(AN_HOUR)
                .eTag("\"" + DigestUtils.md5DigestAsHex(body) + "\"").body(body);
    }
}
