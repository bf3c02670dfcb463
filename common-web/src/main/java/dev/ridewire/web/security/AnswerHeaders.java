package dev.ridewire.web.security;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The security headers of every answer, with the values that Spring Security sets by default. A header that the handler
 * has set stays.
 */
final class AnswerHeaders {
    private static final String CACHE = "no-cache, no-store, max-age=0, must-revalidate";
    private static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";
    private static final String FRAME_OPTIONS = "X-Frame-Options";
    private static final String XSS_PROTECTION = "X-XSS-Protection";
    private static final String TRANSPORT_SECURITY = "Strict-Transport-Security";
    private static final String ONE_YEAR = "max-age=31536000 ; includeSubDomains";

    private AnswerHeaders() {}

    /** Sets the headers when the answer begins. */
    static void addTo(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        boolean secure = "https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme());
        response.beforeCommit(() -> {
            write(response, secure);
            return Mono.empty();
        });
    }

    private static void write(ServerHttpResponse response, boolean secure) {
        HttpHeaders headers = response.getHeaders();
        // Also in a 304, from which a cache takes them for the answer that it has (RFC 9110, section 15.4.5). Spring
        // Security leaves them out there.
        if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL) && !headers.containsHeader(HttpHeaders.PRAGMA)
                && !headers.containsHeader(HttpHeaders.EXPIRES)) {
            headers.set(HttpHeaders.CACHE_CONTROL, CACHE);
            headers.set(HttpHeaders.PRAGMA, "no-cache");
            headers.set(HttpHeaders.EXPIRES, "0");
        }
        setIfAbsent(headers, CONTENT_TYPE_OPTIONS, "nosniff");
        setIfAbsent(headers, FRAME_OPTIONS, "DENY");
        setIfAbsent(headers, XSS_PROTECTION, "0");
        if (secure) {
            setIfAbsent(headers, TRANSPORT_SECURITY, ONE_YEAR);
        }
    }

    private static void setIfAbsent(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
