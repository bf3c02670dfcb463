package dev.ridewire.parts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The superuser of a PostgreSQL on the loopback, which is a child process or a container. */
public final class Superuser {
    public static final String NAME = "postgres";
    private static final int CONNECT_TIMEOUT_S = 10;
    private static final int SOCKET_TIMEOUT_S = 60;

    private final int port;
    private final String password;

    public Superuser(int port, String password) {
        this.port = port;
        this.password = Objects.requireNonNull(password, "password");
    }

    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", NAME);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_S));
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_S));
        return DriverManager.getConnection("jdbc:postgresql://" + Ports.HOST + ":" + port + "/" + database, properties);
    }

    /** Reports whether the server accepts connections. */
    public boolean isWelcome() {
        if (!Ports.accepts(port)) {
            return false;
        }
        try (Connection connection = connect(NAME)) {
            return connection.isValid(CONNECT_TIMEOUT_S);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Creates a service's database and roles, or updates them to the required state.
     *
     * @throws PartFailedException if that fails
     */
    public void provision(ServiceDatabase database) {
        var script = ProvisionScript.with(Map.of(
                "database", database.name(),
                "service", database.service(),
                "owner_password", database.ownerPassword(),
                "app_password", database.appPassword()));
        try {
            try (Connection cluster = connect(NAME)) {
                script.runInCluster(cluster);
            }
            try (Connection own = connect(database.name())) {
                script.runInDatabase(own);
            }
        } catch (SQLException e) {
            throw new PartFailedException("database " + database.name() + " can't be set up: " + e.getMessage(), e);
        }
    }
}
