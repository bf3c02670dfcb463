package dev.ridewire.booking.adapter.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
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
final class ApiDocumentController {
    private static final String OPENAPI = "application/vnd.oai.openapi";
    private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final ResponseEntity<byte[]> yaml;
    private final ResponseEntity<byte[]> json;

    ApiDocumentController() {
        String document = read(new ClassPathResource("openapi/booking.yaml"));
        this.yaml = answer(MediaType.valueOf(OPENAPI), document.getBytes(StandardCharsets.UTF_8));
        this.json = answer(MediaType.APPLICATION_JSON,
                JsonMapper.shared().writeValueAsBytes(new Yaml().<Object>load(document)));
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> json(ServerWebExchange exchange) {
        return Headers.unlessAnyIsKnown(exchange, json);
    }

    @GetMapping(path = "/v3/api-docs.yaml", produces = OPENAPI)
    ResponseEntity<byte[]> yaml(ServerWebExchange exchange) {
        return Headers.unlessAnyIsKnown(exchange, yaml);
    }

    private static ResponseEntity<byte[]> answer(MediaType type, byte[] body) {
        return ResponseEntity.ok().contentType(type).cacheControl(AN_HOUR)
                .eTag("\"" + DigestUtils.md5DigestAsHex(body) + "\"").body(body);
    }

    private static String read(ClassPathResource resource) {
        try (InputStream file = resource.getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
