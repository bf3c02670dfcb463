package dev.ridewire.web.security;

/** A person's role, from the token's {@code roles} claim in lower case. */
public enum Role {
    RIDER, DRIVER, DISPATCHER
}
