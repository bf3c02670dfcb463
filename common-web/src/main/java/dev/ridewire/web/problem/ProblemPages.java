package dev.ridewire.web.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Pages behind a problem's {@code type}: its cause, and the client's next step. */
@RestController
final class ProblemPages {
    private final Map<String, ProblemType> types = new HashMap<>();
    private final ProblemAdvice advice;

    ProblemPages(List<ProblemCatalogue> catalogues, ProblemAdvice advice) {
        this.advice = advice;
        Stream.concat(ProblemType.COMMON.stream(), catalogues.stream().flatMap(c -> c.types().stream()))
                .forEach(type -> types.put(type.slug(), type));
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    String page(@PathVariable String slug) {
        ProblemType type = types.get(slug);
        if (type == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No problem has that name.");
        }
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>%1$s</title>
                <h1>%1$s</h1><p><code>%2$s</code>, HTTP %3$d.</p><p>%4$s</p>
                <h2>When it comes</h2><p>%5$s</p><h2>What to do</h2><p>%6$s</p></html>
                """.formatted(HtmlUtils.htmlEscape(type.title()), type.slug(), type.status().value(),
                chances(type),
                HtmlUtils.htmlEscape(advice.comesWhen(type)), HtmlUtils.htmlEscape(advice.whatToDo(type)));
    }

    private static String chances(ProblemType type) {
        if (type.retryable()) {
            return "The same request may succeed later: honour Retry-After.";
        }
        return type.status().is5xxServerError()
                ? "Whether the same request will succeed later is not known."
                : "The same request will fail again: change it first.";
    }
}
