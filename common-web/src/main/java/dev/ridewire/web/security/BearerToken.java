package dev.ridewire.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** The token in an {@code Authorization} header (RFC 6750, section 2.1). */
final class BearerToken {
    private static final String SCHEME = "Bearer";

    private BearerToken() {}

    /**
     * Returns the token; null if there is no such header, or one of another scheme.
     *
     * @throws InvalidBearerTokenException if the header is malformed
     */
    static @Nullable String in(HttpHeaders headers) {
        String header = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int begin = SCHEME.length() + 1;
        if (header.length() <= begin || header.charAt(begin - 1) != ' ' || !isToken(header, begin)) {
            throw new InvalidBearerTokenException("Bearer token is malformed");
        }
        return header.substring(begin);
    }

    /** Reports whether the rest of a header is {@code 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="}. */
    private static boolean isToken(String header, int begin) {
        int end = header.length();
        while (end > begin && header.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = begin; i < end; i++) {
            char c = header.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || c == '-' || c == '.' || c == '_' || c == '~' || c == '+' || c == '/';
            if (!allowed) {
                return false;
            }
        }
        return end > begin;
    }
}
