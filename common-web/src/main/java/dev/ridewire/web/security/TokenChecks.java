package dev.ridewire.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** Checks of a token's claims after its signature. The sentences go to the client: they never repeat the token. */
final class TokenChecks implements OAuth2TokenValidator<Jwt> {
    /** The largest accepted difference between the issuer's clock and ours. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    /**
     * Subjects become keys of rows and records. The limit allows the longest of any identity provider, but no abuse.
     */
    static final int MAX_SUBJECT_LENGTH = 128;

    private final String issuer;
    private final String audience;
    private final Clock clock;

    TokenChecks(String issuer, String audience, Clock clock) {
        this.issuer = Objects.requireNonNull(issuer, "issuer");
        this.audience = Objects.requireNonNull(audience, "audience");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String fault = faultOf(token);
        return fault == null
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, fault, null));
    }

    private @Nullable String faultOf(Jwt token) {
        Instant now = clock.instant();
        if (!issuer.equals(token.getClaimAsString("iss"))) {
            return "The token is from another issuer.";
        }
        List<String> audiences = token.getAudience();
        if (audiences == null || !audiences.contains(audience)) {
            return "The token is for another audience.";
        }
        Instant expiresAt = token.getExpiresAt();
        if (expiresAt == null) {
            return "The token never expires, which is not accepted.";
        }
        if (now.minus(CLOCK_SKEW).isAfter(expiresAt)) {
            return "The token has expired.";
        }
        Instant notBefore = token.getNotBefore();
        if (notBefore != null && now.plus(CLOCK_SKEW).isBefore(notBefore)) {
            return "The token is not valid yet.";
        }
        String subject = token.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > MAX_SUBJECT_LENGTH) {
            return "The token's subject is missing or too long.";
        }
        if (subject.chars().anyMatch(Character::isISOControl)) {
            return "The token's subject contains control characters.";
        }
        return null;
    }
}
