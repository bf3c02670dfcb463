package dev.ridewire.web.security;

import dev.ridewire.web.problem.ProblemException;
import org.springframework.web.server.ServerWebExchange;

/** A check of each request of a known person. It comes after the token's check and before the access rules. */
@FunctionalInterface
public interface PersonCheck {
    /** @throws ProblemException if the request is refused */
    void check(ServerWebExchange exchange, Person person);
}
