package dev.ridewire.web.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Requests by method and path. A path without variables is found by its text, so that most requests need no pattern. A
 * path with encoded characters has other texts for the same resource, so it is held to each pattern, which decodes.
 */
public final class RequestPattern {
    private final @Nullable HttpMethod method;
    private final Set<String> texts;
    private final List<PathPattern> patterns;
    private final List<PathPattern> literals;

    private RequestPattern(
            @Nullable HttpMethod method, Set<String> texts, List<PathPattern> patterns, List<PathPattern> literals) {
        this.method = method;
        this.texts = texts;
        this.patterns = patterns;
        this.literals = literals;
    }

    /**
     * Returns the requests with this method and one of these paths.
     *
     * @param method null for all methods
     * @param paths  in the syntax of {@link PathPattern}, for example {@code /v1/rides/{id}}
     */
    public static RequestPattern of(@Nullable HttpMethod method, String... paths) {
        Map<Boolean, List<PathPattern>> parsed = Stream.of(paths).map(PathPatternParser.defaultInstance::parse)
                .collect(Collectors.partitioningBy(PathPattern::hasPatternSyntax));
        List<PathPattern> literals = parsed.getOrDefault(false, List.of());
        return new RequestPattern(method,
                literals.stream().map(PathPattern::getPatternString).collect(Collectors.toSet()),
                parsed.getOrDefault(true, List.of()), literals);
    }

    /** Returns the requests with another method and the same paths. */
    public RequestPattern with(HttpMethod other) {
        return new RequestPattern(other, texts, patterns, literals);
    }

    /** Reports whether a request is one of these. */
    public boolean matches(HttpMethod asked, PathContainer path) {
        if (method != null && !method.equals(asked)) {
            return false;
        }
        return texts.contains(path.value()) || matchesAny(patterns, path)
                || path.value().indexOf('%') >= 0 && matchesAny(literals, path);
    }

    private static boolean matchesAny(List<PathPattern> patterns, PathContainer path) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(path)) {
                return true;
            }
        }
        return false;
    }
}
