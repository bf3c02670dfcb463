package dev.ridewire.tracking.adapter.web.share;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page of shared links. It is the same for every link: the browser keeps the token behind {@code #} to itself and
 * asks for the ride with it.
 */
@RestController
final class SharePageController {
    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String STYLE = "text/css;charset=utf-8";
    private static final String PAGE = "text/html;charset=utf-8";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ResponseEntity<String> page = answer("page.html", PAGE);
    private final ResponseEntity<String> script = answer("app.js", SCRIPT);
    private final ResponseEntity<String> style = answer("style.css", STYLE);

    @GetMapping(path = "/share", produces = PAGE)
    ResponseEntity<String> page() {
        return page;
    }

    @GetMapping(path = "/share/app.js", produces = SCRIPT)
    ResponseEntity<String> script() {
        return script;
    }

    @GetMapping(path = "/share/style.css", produces = STYLE)
    ResponseEntity<String> style() {
        return style;
    }

    private static ResponseEntity<String> answer(String name, String type) {
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(type))
                    .cacheControl(CacheControl.noCache())
                    .header("Content-Security-Policy", POLICY)
                    .header("Referrer-Policy", "no-referrer")
                    .body(new ClassPathResource("share/" + name).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
