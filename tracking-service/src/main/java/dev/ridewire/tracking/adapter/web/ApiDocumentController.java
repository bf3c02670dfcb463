package dev.ridewire.tracking.adapter.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The API's document as it is committed. Anyone may read it, so it is rendered once. */
@RestController
final class ApiDocumentController {
    private static final String OPENAPI = "application/vnd.oai.openapi";
    private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final ResponseEntity<byte[]> yaml;
    private final ResponseEntity<byte[]> json;

    ApiDocumentController() {
        String document = read();
        this.yaml = answer(MediaType.valueOf(OPENAPI), document.getBytes(StandardCharsets.UTF_8));
        this.json = answer(MediaType.APPLICATION_JSON,
                JsonMapper.shared().writeValueAsBytes(new Yaml().<Object>load(document)));
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> json() {
        return json;
    }

    @GetMapping(path = "/v3/api-docs.yaml", produces = OPENAPI)
    ResponseEntity<byte[]> yaml() {
        return yaml;
    }

    private static ResponseEntity<byte[]> answer(MediaType type, byte[] body) {
        return ResponseEntity.ok().contentType(type).cacheControl(AN_HOUR).body(body);
    }

    private static String read() {
        try {
            return new ClassPathResource("openapi/tracking.yaml").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
