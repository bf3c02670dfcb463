package dev.ridewire.testing.parts;

import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.parts.Superuser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases of a PostgreSQL for tests, wherever it runs. */
final class Databases {
    /** The password of every role. The server listens on the loopback only, and ends with the tests. */
    static final String PASSWORD = "test";

    private final int port;
    private final Superuser superuser;
    private final AtomicInteger count = new AtomicInteger();

    Databases(int port) {
        this.port = port;
        this.superuser = new Superuser(port, PASSWORD);
    }

    /**
     * Creates a database. Callers wait for each other, because two at once would both create the roles of the service.
     */
    synchronized ServiceDatabase fresh(String service) {
        var database = new ServiceDatabase(
                Ports.HOST, port, service + "_" + count.incrementAndGet(), service, PASSWORD, PASSWORD);
        superuser.provision(database);
        return database;
    }

    Connection asSuperuser(String database) throws SQLException {
        return superuser.connect(database);
    }

    /** Reports whether the server accepts connections. */
    boolean areOpen() {
        return superuser.isWelcome();
    }
}
