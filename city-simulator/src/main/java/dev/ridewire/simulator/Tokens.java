package dev.ridewire.simulator;

/** Gives the people of the city what they need to be let in. */
@FunctionalInterface
public interface Tokens {
    /**
     * A token for a person, good for some minutes at least; asked for again when a service no longer takes it.
     *
     * @param role rider, driver or dispatcher
     * @param name the person, unique in its role
     */
    String tokenFor(String role, String name);
}
