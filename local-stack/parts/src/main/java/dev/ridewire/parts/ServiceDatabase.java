package dev.ridewire.parts;

import java.util.Map;
import java.util.Objects;

/**
 * A database and its roles.
 *
 * @param name          the database; its outbox's slot and publication are called {@code <name>_outbox}, because slots
 *                      belong to the whole cluster and a service may have several databases in it (tests do)
 * @param service       booking, dispatch or tracking: the roles are {@code <service>_owner} and {@code <service>_app}
 * @param ownerPassword the password of the role that migrates
 * @param appPassword   the password of the role that reads and writes
 */
public record ServiceDatabase(String host, int port, String name, String service, String ownerPassword,
        String appPassword) {
    public ServiceDatabase {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(ownerPassword, "ownerPassword");
        Objects.requireNonNull(appPassword, "appPassword");
    }

    public String ownerUser() {
        return service + "_owner";
    }

    public String appUser() {
        return service + "_app";
    }

    /** Returns the name of its outbox's replication slot, which is also the publication's name. */
    public String slot() {
        return name + "_outbox";
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    /** Returns the service's configuration as Spring properties. */
    public Map<String, String> properties() {
        return Map.of(
                "ridewire.database.host", host,
                "ridewire.database.port", Integer.toString(port),
                "ridewire.database.name", name,
                "ridewire.database.owner-user", ownerUser(),
                "ridewire.database.owner-password", ownerPassword,
                "ridewire.database.app-user", appUser(),
                "ridewire.database.app-password", appPassword,
                // The connection never leaves this machine.
                "ridewire.database.ssl-mode", "disable");
    }
}
