package dev.ridewire.parts.testing;

import dev.ridewire.parts.ServiceDatabase;

/** A PostgreSQL for tests, wherever it runs. */
public interface Postgres {
    /**
     * A new, empty database with the service's two roles, named {@code <service>_<n>}; nobody else uses it.
     *
     * @param service booking, dispatch, tracking, or a name of the test's own
     */
    ServiceDatabase freshDatabase(String service);

    /** Shuts it down (fast), for tests of what happens then; the data stay. */
    void stop();

    /** Starts it again on the same port. */
    void start();
}
