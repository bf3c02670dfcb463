package dev.ridewire.web.trace;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The paths that hold a secret, such as the token of a shared ride. Their route has a variable named token. A path may
 * be recognised although its request never reaches the route, for instance after a refusal.
 */
final class SecretPaths {
    private static final String VARIABLE = "{token";
    private static final Pattern SEPARATORS = Pattern.compile("/{2,}");

    private final List<PathPattern> routes;

    SecretPaths(RequestMappingHandlerMapping routes) {
        this.routes = routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternsCondition().getPatterns().stream())
                .filter(pattern -> pattern.getPatternString().contains(VARIABLE))
                .distinct().toList();
    }

    /**
     * Returns the path, or its route if it holds a secret. A longer path than the route's holds it too, and so does one
     * with a doubled separator.
     */
    String shown(RequestPath path) {
        PathContainer asked = path.value().contains("//")
                ? PathContainer.parsePath(SEPARATORS.matcher(path.value()).replaceAll("/"))
                : path.pathWithinApplication();
        for (PathPattern route : routes) {
            if (route.matchStartOfPath(asked) != null) {
                return route.getPatternString();
            }
        }
        return path.value();
    }
}
