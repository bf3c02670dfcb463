package dev.ridewire.messaging.config;

/** What the relay and the migrations call the same things. */
final class RelayNames {
    private RelayNames() {}

    /** The replication slot. Slots are named once a server, databases too. */
    static String slot(DatabaseProperties database, MessagingProperties messaging) {
        var slot = messaging.relay().slot();
        return slot == null ? database.name().replaceAll("[^a-z0-9_]", "_") + "_outbox" : slot;
    }

    static String publication(String service) {
        return service + "_outbox";
    }
}
