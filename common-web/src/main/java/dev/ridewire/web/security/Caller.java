package dev.ridewire.web.security;

import java.time.Instant;
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
        // Each role becomes an authority, as Spring Security expects it.
        return new Caller(person,
                new JwtAuthenticationToken(token, person.roles().stream().map(Roles::authority).toList(), person.id()),
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
