package dev.ridewire.testing.parts;

import dev.ridewire.parts.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL for tests, wherever it runs. */
public interface Postgres {
    /**
     * Creates an empty database with the service's two roles, named {@code <service>_<n>}; only the caller uses it.
     *
     * @param service booking, dispatch, tracking, or a name of the test's own
     */
    ServiceDatabase freshDatabase(String service);

    /**
     * Opens a superuser's connection, for example for {@code checkpoint} or {@code pg_switch_wal()}. Changes to the
     * server itself affect all tests of the JVM: a test that makes them needs a server of its own.
     */
    Connection asSuperuser(String database) throws SQLException;

    /** Stops it with a fast shutdown, for tests of its absence; the data remain. */
    void stop();

    /** Starts it again on the same port. */
    void start();
}
