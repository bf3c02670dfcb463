package dev.ridewire.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** The first rule that matches decides, and without one nobody is let in. */
class RulesTest {
    private final Rules rules = new Rules()
            .pathMatchers(POST, "/v1/rides").hasRole("RIDER")
            .pathMatchers(GET, "/v1/rides/special").hasRole("DISPATCHER")
            .pathMatchers(GET, "/v1/rides/{id}").hasAnyRole("RIDER", "DRIVER")
            .pathMatchers(HttpMethod.OPTIONS).authenticated()
            .pathMatchers("/pages/**").permitAll()
            .pathMatchers(GET, "/shared/{token}", "/shared").permitAll();

    @ParameterizedTest
    @CsvSource({
            "POST, /v1/rides, RIDER, true", "POST, /v1/rides, DRIVER, false", "GET, /v1/rides, RIDER, false",
            "POST, /v1/rides/, RIDER, false", "GET, /v1/rides/1, DRIVER, true", "GET, /v1/rides/1, DISPATCHER, false",
            "GET, /v1/rides/special, RIDER, false", "GET, /v1/rides/special, DISPATCHER, true",
            "GET, /v1/rides/1/receipt, RIDER, false", "DELETE, /pages/a/b, DRIVER, true",
            "OPTIONS, /v1/rides, RIDER, true"})
    void rolesDecide(String method, String path, Role role, boolean allowed) {
        assertThat(allow(method, path, new Person("ada", Set.of(role)))).isEqualTo(allowed);
    }

    /** Routing decodes a path before it looks for a handler, so another spelling of a path is the same resource. */
    @ParameterizedTest
    @CsvSource({
            "POST, /v1/%72ides, RIDER, true", "POST, /v1/%72ides, DRIVER, false",
            "GET, /v1/rides/speci%61l, RIDER, false", "GET, /v1/rides/%73pecial, DISPATCHER, true"})
    void anEncodedPathIsHeldToTheRuleOfThePath(String method, String path, Role role, boolean allowed) {
        assertThat(allow(method, path, new Person("ada", Set.of(role)))).isEqualTo(allowed);
    }

    @Test
    void withoutATokenOnlyPublicPagesAreOpen() {
        assertThat(rules.allow(GET, PathContainer.parsePath("/pages/a"), null)).isTrue();
        assertThat(rules.allow(POST, PathContainer.parsePath("/v1/rides"), null)).isFalse();
        assertThat(rules.allow(HttpMethod.OPTIONS, PathContainer.parsePath("/v1/rides"), null)).isFalse();
        assertThat(rules.allow(GET, PathContainer.parsePath("/nowhere"), null)).isFalse();
    }

    @Test
    void whoMayReadAPublicPageMayAskForItsMethodsAndNoMore() {
        assertThat(rules.allow(HttpMethod.OPTIONS, PathContainer.parsePath("/shared/1"), null)).isTrue();
        assertThat(rules.allow(HttpMethod.OPTIONS, PathContainer.parsePath("/shared"), null)).isTrue();
        assertThat(rules.allow(HttpMethod.DELETE, PathContainer.parsePath("/shared/1"), null)).isFalse();
    }

    @Test
    void aTokenWithoutARoleOpensWhatAsksForNone() {
        var nobody = new Person("ada", Set.of());

        assertThat(allow("OPTIONS", "/v1/rides", nobody)).isTrue();
        assertThat(allow("POST", "/v1/rides", nobody)).isFalse();
    }

    private boolean allow(String method, String path, Person person) {
        return rules.allow(HttpMethod.valueOf(method), PathContainer.parsePath(path), person);
    }
}
