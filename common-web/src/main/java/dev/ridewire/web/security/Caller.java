package dev.ridewire.web.security;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The holder of a verified token, in the forms that handlers ask for.
 *
 * @param keyId the {@code kid} of the token; null if it names none
 */
record Caller(Person person, JwtAuthenticationToken token, @Nullable String keyId) {
    static Caller of(Jwt token) {
        var person = new Person(Objects.requireNonNull(token.getSubject(), "sub"), Roles.of(token));
        // Without authorities: the access rules read the person's roles.
        return new Caller(person, new JwtAuthenticationToken(token, List.of(), person.id()),
                token.getHeaders().get("kid") instanceof String keyId ? keyId : null);
    }

    /** Reports whether the token is valid at a time, without the tolerance for clocks that differ. */
    boolean isValidAt(Instant now) {
        Jwt jwt = token.getToken();
        Instant expiresAt = jwt.getExpiresAt();
        Instant notBefore = jwt.getNotBefore();
        return expiresAt != null && now.isBefore(expiresAt) && (notBefore == null || !now.isBefore(notBefore));
    }
}
