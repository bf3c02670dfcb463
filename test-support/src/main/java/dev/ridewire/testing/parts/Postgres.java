package dev.ridewire.testing.parts;

import dev.ridewire.parts.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL for tests, wherever it runs. */
public interface Postgres {
    /**
     * A new, empty database with the service's two roles, named {@code <service>_<n>}; nobody else uses it.
     *
     * @param service booking, dispatch, tracking, or a name of the test's own
     */
    ServiceDatabase freshDatabase(String service);

    /**
     * A connection that may do everything, such as {@code checkpoint} or {@code pg_switch_wal()}. What it does to the
     * server itself, it does to all tests of the JVM: a test that needs that takes a server of its own.
     */
    Connection asSuperuser(String database) throws SQLException;

    /** Shuts it down (fast), for tests of what happens then; the data stay. */
    void stop();

    /** Starts it again on the same port. */
    void start();
}
