package dev.ridewire.simulator;

/** The source of access tokens for the people of the city. */
@FunctionalInterface
public interface Tokens {
    /**
     * Returns a token for a person, valid for some minutes at least. A person requests a new one when a service refuses
     * the old one.
     *
     * @param role rider, driver or dispatcher
     * @param name the person, unique in its role
     */
    String tokenFor(String role, String name);
}
