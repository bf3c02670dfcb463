package dev.ridewire.web.security;

import java.util.Objects;
import java.util.Set;

/**
 * The person who sends a request. A controller method takes it as a parameter and gets the token's holder.
 *
 * @param id    the token's {@code sub}
 * @param roles at least one
 */
public record Person(String id, Set<Role> roles) {
    public Person {
        Objects.requireNonNull(id, "id");
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    boolean isAny(Set<Role> others) {
        for (Role role : roles) {
            if (others.contains(role)) {
                return true;
            }
        }
        return false;
    }
}
