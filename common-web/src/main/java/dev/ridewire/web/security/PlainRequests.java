package dev.ridewire.web.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The recognition of requests that the strict firewall would let pass. It knows letters, digits and few other
 * characters, and reads each only once. All other requests go through the firewall, which checks by patterns and wraps
 * each access.
 */
final class PlainRequests {
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT,
            HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final char FIRST_PRINTABLE = ' ';
    private static final char LAST_PRINTABLE = '~';

    private PlainRequests() {}

    /** Reports whether method, address and headers of a request have nothing that the firewall could refuse. */
    static boolean isPlain(ServerHttpRequest request) {
        return METHODS.contains(request.getMethod())
                && isPlainPath(request.getURI().getRawPath())
                && isPlainQuery(request.getURI().getRawQuery())
                && hasPlainHeaders(request);
    }

    /** Accepts {@code /} between segments of letters, digits, {@code -}, {@code _} and dots that do not begin them. */
    static boolean isPlainPath(String path) {
        char before = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = isLetterOrDigit(c) || c == '-' || c == '_'
                    || c == '/' && before != '/' || c == '.' && before != '/' && before != 0;
            if (!plain) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private static boolean isPlainQuery(@Nullable String query) {
        if (query == null) {
            return true;
        }
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            boolean plain = isLetterOrDigit(c) || c == '-' || c == '_' || c == '=' || c == '&' || c == '.' || c == ',';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean hasPlainHeaders(ServerHttpRequest request) {
        if (!(ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest server)) {
            return false;
        }
        var headers = server.requestHeaders().iteratorCharSequence();
        while (headers.hasNext()) {
            var header = headers.next();
            if (!isPrintable(header.getKey()) || !isPrintable(header.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
                return false;
            }
        }
        return true;
    }
}
