package dev.ridewire.web.security;

/** What a person is to Ridewire, from the token's {@code roles} claim in lower case. */
public enum Role {
    RIDER, DRIVER, DISPATCHER
}
