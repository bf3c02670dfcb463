package dev.ridewire.web.security;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/** The conversion of the token's {@code roles} claim to roles. */
final class Roles {
    private static final String CLAIM = "roles";

    private Roles() {}

    /** Unknown roles are skipped, because they may mean something to other services. */
    static Set<Role> of(Jwt token) {
        var roles = EnumSet.noneOf(Role.class);
        if (token.getClaims().get(CLAIM) instanceof List<?> names) {
            for (Role role : Role.values()) {
                if (names.contains(role.name().toLowerCase(Locale.ROOT))) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }
}
