package dev.ridewire.messaging.relay.slot;

import dev.ridewire.messaging.relay.OutboxRow;
import dev.ridewire.messaging.relay.Pauses;
import dev.ridewire.messaging.relay.SlotLag;
import dev.ridewire.messaging.relay.WalPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replication slot: its state on the server, and its repair. */
public final class Slot {
    private static final Logger log = LoggerFactory.getLogger(Slot.class);

    /**
     * The longest wait for other transactions. It is long, because a wait that is broken off starts over with the
     * transactions that run then, and so may never end.
     */
    private static final Duration FOR_OTHERS = Duration.ofMinutes(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final RelayDatabase database;
    private final String name;
    private final String publication;

    public Slot(RelayDatabase database, String name, String publication) {
        this.database = database;
        this.name = name;
        this.publication = publication;
    }

    public String name() {
        return name;
    }

    /**
     * Writes the watermark, unless the publication is not the one that the watermark belongs to.
     *
     * @throws IllegalStateException if the publication was altered: the server may have left rows out before the
     *         position
     */
    public void record(WalPosition position) throws SQLException {
        if (!database.writeWatermark(position, publication)) {
            throw new IllegalStateException(
                    "publication %s was altered while the relay streamed: the server may have left rows out"
                            .formatted(publication));
        }
    }

    /** Reads the slot's state, which a start must know. */
    public State state() throws SQLException {
        try (var query = database.connection().prepareStatement("""
                select s.slot_name is not null as present,
                       coalesce(s.wal_status = 'lost', false) as lost,
                       coalesce(s.confirmed_flush_lsn > w.published_lsn, true) as ahead,
                       w.system_identifier is distinct from c.system_identifier as moved,
                       w.republish_from is not null as republishing,
                       coalesce(w.published_lsn - s.confirmed_flush_lsn, 0) as behind,
                       w.publication_identity, outbox_publication_identity(?) as identity,
                       exists (select from pg_publication p join pg_publication_tables t using (pubname)
                                where p.pubname = ? and p.pubinsert and p.pubviaroot
                                  and t.schemaname = 'public' and t.tablename = 'outbox' and t.rowfilter is null
                                  and t.attnames::text[] @> ?) as fed
                  from pg_control_system() c, outbox_watermark w
                  left join pg_replication_slots s on s.slot_name = ? and s.database = current_database()""")) {
            query.setString(1, publication);
            query.setString(2, publication);
            query.setArray(3, database.connection().createArrayOf("text", OutboxRow.COLUMNS.toArray()));
            query.setString(4, name);
            try (var row = query.executeQuery()) {
                row.next();
                return new State(row.getBoolean("present"), row.getBoolean("lost"), row.getBoolean("ahead"),
                        row.getBoolean("moved"),
                        !Objects.equals(row.getString("publication_identity"), row.getString("identity")),
                        row.getBoolean("republishing"), Math.max(0, row.getDouble("behind")), row.getBoolean("fed"),
                        row.getString("identity"));
            }
        }
    }

    /** Returns the server process that streams from the slot; null if none does. */
    @Nullable
    public Integer reader() throws SQLException {
        try (var query = database.connection().prepareStatement(
                """
                select active_pid from pg_replication_slots
                 where slot_name = ? and database = current_database() and active_pid is not null""")) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                return row.next() ? row.getInt(1) : null;
            }
        }
    }

    /**
     * Terminates a stale reader that no longer holds the lead. Its instance is paused or dead, and the server has not
     * noticed that yet.
     */
    public void cutOff(int reader) throws SQLException {
        log.atWarn().addKeyValue("slot", name).addKeyValue("reader", reader)
                .log("terminating stale replication reader: it no longer holds the relay lock");
        try (var call = database.connection().prepareStatement("""
                select pg_terminate_backend(active_pid) from pg_replication_slots
                 where slot_name = ? and database = current_database() and active_pid = ?""")) {
            call.setString(1, name);
            call.setInt(2, reader);
            call.execute();
        }
    }

    /** Measures how far the slot is behind the WAL. */
    public SlotLag lag() throws SQLException {
        try (var query = database.connection().prepareStatement("""
                select pg_current_wal_lsn() - s.confirmed_flush_lsn, s.safe_wal_size,
                       coalesce(a.state is not null and coalesce(a.wait_event_type, 'IO') = 'IO', false)
                  from pg_replication_slots s left join pg_stat_activity a on a.pid = s.active_pid
                 where s.slot_name = ? and s.database = current_database()""")) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    return SlotLag.UNKNOWN;
                }
                double behind = row.getDouble(1);
                boolean lost = row.wasNull();
                double safe = row.getDouble(2);
                return new SlotLag(lost ? Double.NaN : behind, row.wasNull() ? Double.NaN : safe, row.getBoolean(3));
            }
        }
    }

    /** Creates a slot in this database; drops the one that is there. */
    public void recreate() throws SQLException {
        try (var drop = database.connection().prepareStatement("""
                select pg_drop_replication_slot(slot_name) from pg_replication_slots
                 where slot_name = ? and database = current_database()""")) {
            drop.setString(1, name);
            drop.execute();
        }
        // The migration creates it with the same options: from PostgreSQL 17 on, the slot survives a standby's
        // promotion.
        boolean survivesFailover = database.connection().getMetaData().getDatabaseMajorVersion() >= 17;
        log.atInfo().addKeyValue("slot", name)
                .log("creating the replication slot: PostgreSQL waits for every running transaction to end");
        try (var _ = database.patience(FOR_OTHERS);
                var settings = database.connection().createStatement();
                var create = database.connection()
                        .prepareStatement("select pg_create_logical_replication_slot(?, 'pgoutput'%s)"
                                .formatted(survivesFailover ? ", false, false, true" : ""))) {
            settings.execute("set lock_timeout = 0; set statement_timeout = " + FOR_OTHERS.toMillis());
            create.setString(1, name);
            create.execute();
            settings.execute("reset lock_timeout; reset statement_timeout");
        }
    }

    /**
     * Waits until a query sees every transaction whose commit the new slot may leave out. A commit gets its position
     * in the WAL before other sessions see it. In between, it may wait for a synchronous standby. A slot that is
     * created in that moment starts after the commit, and a query does not find its rows yet.
     */
    public void awaitUnseenCommits(Pauses pauses) throws SQLException {
        long next = number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        long deadline = System.nanoTime() + FOR_OTHERS.toNanos();
        while (pauses.running()
                && number("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint") < next) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "transactions that overlap the creation of the slot are still open after " + FOR_OTHERS);
            }
            pauses.pause(BETWEEN_LOOKS);
        }
    }

    private long number(String sql) throws SQLException {
        try (var query = database.connection().createStatement(); var row = query.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Sets the watermark to the slot's position and to a publication. The old one may belong to WAL that is gone, or to
     * a publication that left rows out: everything before the new one is republished.
     *
     * @param identity of the publication that was found to feed the slot; one that was altered since stays to be
     *         noticed
     */
    public void adopt(@Nullable String identity) throws SQLException {
        try (var update = database.connection().prepareStatement("""
                update outbox_watermark
                   set published_lsn = (select confirmed_flush_lsn from pg_replication_slots where slot_name = ?),
                       system_identifier = (select system_identifier from pg_control_system()),
                       publication_identity = ?""")) {
            update.setString(1, name);
            update.setString(2, identity);
            update.executeUpdate();
        }
    }

    /**
     * The state of the slot at a start. Every crash leaves the slot <em>behind</em> the watermark: the events in
     * between are sent twice. A slot <em>ahead</em> of the watermark would lose the events in between.
     *
     * @param lost         the server has thrown away WAL that it needs
     * @param ahead        the slot is ahead of our watermark, or there is no watermark yet: somebody moved or recreated
     *                     the slot
     * @param moved        the watermark was written in another cluster, whose positions mean nothing in this one
     * @param altered      the publication is not the one of the watermark: the server may have left rows out
     * @param republishing a republishing was begun and did not end
     * @param behind       bytes of WAL that are read again
     * @param fed          the publication gives the slot every row of the outbox
     * @param identity     of the publication; null without one
     */
    public record State(boolean present, boolean lost, boolean ahead, boolean moved, boolean altered,
            boolean republishing,
            double behind, boolean fed, @Nullable String identity) {
        public boolean needsRepublishing() {
            return !present || lost || ahead || moved || altered || republishing;
        }

        /**
         * Reports whether the slot is useless. Up to PostgreSQL 17 the server can't even decode WAL from before its
         * publication was created.
         */
        public boolean needsRecreation() {
            return !present || lost || altered;
        }
    }
}
