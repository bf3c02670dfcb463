package dev.ridewire.web.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The advice to developers of clients: when a problem occurs, and what to do then. Each module describes its own
 * problems in a {@code problems.properties} on the class path: {@code <slug>.comes} and {@code <slug>.do}.
 */
public final class ProblemAdvice {
    private final Properties sentences = new Properties();

    /** @throws UncheckedIOException if a file on the class path can't be read */
    public ProblemAdvice() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:problems.properties")) {
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    sentences.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports whether a page describes this problem. */
    public boolean covers(ProblemType type) {
        return sentences.containsKey(type.slug() + ".comes") && sentences.containsKey(type.slug() + ".do");
    }

    public String comesWhen(ProblemType type) {
        return sentences.getProperty(type.slug() + ".comes", type.title() + ".");
    }

    public String whatToDo(ProblemType type) {
        return sentences.getProperty(type.slug() + ".do", type.retryable()
                ? "Repeat the request after the time that Retry-After says, with the same Idempotency-Key if it had one."
                : "Read the problem's detail and errors, and change the request.");
    }
}
