package dev.ridewire.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.web.Tokens;
import dev.ridewire.web.security.VerifiedTokens.Digest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

/** The memory of accepted tokens is bounded. */
class VerifiedTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final int CHARACTERS = 100;

    private final VerifiedTokens tokens = new VerifiedTokens(3 * CHARACTERS);

    @Test
    void aMillionTokensTakeNoMoreThanTheBound() {
        IntStream.range(0, 1_000_000).forEach(this::add);

        assertThat(tokens.size()).isEqualTo(3);
    }

    @Test
    void theTokenThatWasUsedLongestAgoIsForgottenFirst() {
        IntStream.of(1, 2, 3).forEach(this::add);
        assertThat(find(1)).isNotNull();

        add(4);

        assertThat(find(2)).isNull();
        assertThat(List.of(1, 3, 4)).allSatisfy(number -> assertThat(find(number)).isNotNull());
    }

    @Test
    void aTokenLongerThanTheBoundIsNotRemembered() {
        var one = new VerifiedTokens(CHARACTERS - 1);

        one.add(Digest.of(text(1)), caller(text(1)), NOW);

        assertThat(one.size()).isZero();
    }

    @Test
    void anExpiredTokenLeavesItsPlace() {
        add(1);

        assertThat(tokens.find(Digest.of(text(1)), NOW.plusSeconds(60))).isNull();
        assertThat(tokens.size()).isZero();
    }

    @Test
    void theSameTokenTwiceTakesOnePlace() {
        add(1);
        add(1);
        add(2);
        add(3);

        assertThat(tokens.size()).isEqualTo(3);
    }

    private void add(int number) {
        tokens.add(Digest.of(text(number)), caller(text(number)), NOW);
    }

    private @Nullable Caller find(int number) {
        return tokens.find(Digest.of(text(number)), NOW);
    }

    private static String text(int number) {
        return "%0100d".formatted(number);
    }

    private static Caller caller(String token) {
        return Caller.of(Jwt.withTokenValue(token).header("kid", "k1").issuer(Tokens.ISSUER).subject("ada")
                .expiresAt(NOW.plusSeconds(60)).build());
    }
}
