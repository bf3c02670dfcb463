package dev.ridewire.web.security;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<String> texts = new HashSet<>();
    private final List<PathPattern> patterns = new ArrayList<>();
    private final List<PathPattern> literals = new ArrayList<>();

    private RequestPattern(@Nullable HttpMethod method, String... paths) {
        this.method = method;
        for (String path : paths) {
            PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
            if (pattern.hasPatternSyntax()) {
                patterns.add(pattern);
            } else {
                texts.add(path);
                literals.add(pattern);
            }
        }
    }

    /**
     * Returns the requests with this method and one of these paths.
     *
     * @param method null for all methods
     * @param paths  in the syntax of {@link PathPattern}, for example {@code /v1/rides/{id}}
     */
    public static RequestPattern of(@Nullable HttpMethod method, String... paths) {
        return new RequestPattern(method, paths);
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
