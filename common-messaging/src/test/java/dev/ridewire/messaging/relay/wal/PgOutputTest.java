package dev.ridewire.messaging.relay.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.OutboxRow;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On messages as the protocol's documentation describes them; {@code OutboxRelayTest} meets the server's own. */
class PgOutputTest {
    private static final int OUTBOX = 16_400;
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final UUID ID = UUID.fromString("0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3");
    private static final Instant OCCURRED = Instant.parse("2026-11-21T10:15:30.123456Z");
    private static final Instant BEFORE_2000 = Instant.parse("1999-12-31T23:59:59.999999Z");

    private final PgOutput output = new PgOutput();

    @Test
    void anInsertIsARowOfTheOutbox() throws IOException {
        output.read(relation("outbox", row()));

        assertThat(output.read(insert(row()))).isEqualTo(new PgOutput.Change.Inserted(expected("00-a", "v=1")));
    }

    @Test
    void columnsAreKnownByTheirNamesWhateverTheirOrderAndWhateverElseThereIs() throws IOException {
        var reordered = new LinkedHashMap<String, byte @Nullable []>();
        reordered.put("transaction_id", longs(7));
        row().reversed().forEach(reordered::put);
        output.read(relation("outbox", reordered));

        assertThat(output.read(insert(reordered))).isEqualTo(new PgOutput.Change.Inserted(expected("00-a", "v=1")));
    }

    @Test
    void anEventNeedNotHaveATrace() throws IOException {
        var untraced = row();
        untraced.put("traceparent", null);
        untraced.put("tracestate", null);
        output.read(relation("outbox", untraced));

        assertThat(output.read(insert(untraced))).isEqualTo(new PgOutput.Change.Inserted(expected(null, null)));
    }

    @Test
    void rowsOfOtherTablesAreNotEvents() throws IOException {
        output.read(relation("rides", row()));

        assertThat(output.read(insert(row()))).isNull();
    }

    @Test
    void anOutboxWithoutOneOfItsColumnsIsRefused() {
        var incomplete = row();
        incomplete.remove("payload");

        assertThatThrownBy(() -> output.read(relation("outbox", incomplete))).hasMessageContaining("payload");
    }

    @Test
    void aCommitTellsWhereTheWalGoesOn() throws IOException {
        var commit = message('C', out -> {
            out.writeByte(0);
            out.writeLong(100);
            out.writeLong(148);
            out.writeLong(0);
        });

        assertThat(output.read(commit)).isEqualTo(new PgOutput.Change.Committed(148));
    }

    @Test
    void aHeartbeatIsAMessageWithItsPlace() throws IOException {
        var said = message('M', out -> {
            out.writeByte(0);
            out.writeLong(4711);
            text(out, "ridewire.relay");
            out.writeInt(3);
            out.writeBytes("815");
        });

        assertThat(output.read(said)).isEqualTo(new PgOutput.Change.Said("ridewire.relay", "815", 4711));
    }

    @Test
    void whatElseThereIsSaysNothing() throws IOException {
        assertThat(output.read(message('B', out -> out.writeLong(1)))).isNull();
    }

    private static OutboxRow expected(@Nullable String traceparent, @Nullable String tracestate) {
        var envelope = new EventEnvelope(ID, "ridewire.booking.ride.v1.RideRequested", "urn:ridewire:booking", "ride-1",
                3, OCCURRED, ByteString.copyFromUtf8("payload"));
        return new OutboxRow(new OutboxEntry("ridewire.booking.ride.v1", envelope,
                new TraceContext(traceparent, tracestate)), BEFORE_2000);
    }

    private static LinkedHashMap<String, byte @Nullable []> row() {
        var row = new LinkedHashMap<String, byte @Nullable []>();
        row.put("id", longs(ID.getMostSignificantBits(), ID.getLeastSignificantBits()));
        row.put("topic", utf8("ridewire.booking.ride.v1"));
        row.put("aggregate_id", utf8("ride-1"));
        row.put("type", utf8("ridewire.booking.ride.v1.RideRequested"));
        row.put("source", utf8("urn:ridewire:booking"));
        row.put("version", longs(3));
        row.put("occurred_at", longs(POSTGRES_EPOCH.until(OCCURRED, ChronoUnit.MICROS)));
        row.put("payload", utf8("payload"));
        row.put("traceparent", utf8("00-a"));
        row.put("tracestate", utf8("v=1"));
        row.put("recorded_at", longs(POSTGRES_EPOCH.until(BEFORE_2000, ChronoUnit.MICROS)));
        return row;
    }

    private static ByteBuffer relation(String table, Map<String, byte @Nullable []> columns) throws IOException {
        return message('R', out -> {
            out.writeInt(OUTBOX);
            text(out, "public");
            text(out, table);
            out.writeByte('d');
            out.writeShort(columns.size());
            for (var name : columns.keySet()) {
                out.writeByte(0);
                text(out, name);
                out.writeInt(0);
                out.writeInt(-1);
            }
        });
    }

    private static ByteBuffer insert(Map<String, byte @Nullable []> columns) throws IOException {
        return message('I', out -> {
            out.writeInt(OUTBOX);
            out.writeByte('N');
            out.writeShort(columns.size());
            for (var value : columns.values()) {
                if (value == null) {
                    out.writeByte('n');
                } else {
                    out.writeByte('b');
                    out.writeInt(value.length);
                    out.write(value);
                }
            }
        });
    }

    private static ByteBuffer message(char kind, Writing writing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        // The driver has read its own header from the same array.
        out.writeLong(0);
        out.writeByte(kind);
        writing.to(out);
        return ByteBuffer.wrap(bytes.toByteArray()).position(Long.BYTES);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.write(utf8(text));
        out.writeByte(0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] longs(long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }
}
