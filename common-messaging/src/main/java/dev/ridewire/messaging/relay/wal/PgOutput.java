package dev.ridewire.messaging.relay.wal;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.OutboxRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of the output plugin {@code pgoutput} about the outbox: version 1 of its protocol, values in
 * binary. The relay needs four of the nine kinds of messages; the publication publishes inserts only.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">the messages</a>
 */
public final class PgOutput {
    private static final String TABLE = "outbox";
    /** The seconds from the Unix epoch to PostgreSQL's epoch, 2000-01-01. */
    private static final long EPOCH_SECONDS = 946_684_800;
    private static final int MICROS = 1_000_000;
    private static final byte BINARY = 'b';
    private static final byte NULL = 'n';
    private static final int NO_COLUMN = -1;

    /** For each table, by its id, the position in {@link OutboxRow#COLUMNS} of each of its columns. */
    private final Map<Integer, int[]> tables = new HashMap<>();

    /** The content of a message. */
    public sealed interface Change {
        /** A row of a committed transaction. */
        record Inserted(OutboxRow row) implements Change {}

        /** The end of a transaction, with the position in the WAL after it. */
        record Committed(long end) implements Change {}

        /** A message that {@code pg_logical_emit_message} wrote outside of a transaction. */
        record Said(String prefix, String content, long lsn) implements Change {}
    }

    /** @return null for a message that the relay does not need */
    @Nullable
    public Change read(ByteBuffer message) {
        return switch (message.get()) {
            case 'R' -> {
                learn(message);
                yield null;
            }
            case 'I' -> insert(message);
            case 'C' -> {
                message.position(message.position() + Byte.BYTES + Long.BYTES);
                yield new Change.Committed(message.getLong());
            }
            case 'M' -> said(message);
            default -> null;
        };
    }

    private void learn(ByteBuffer message) {
        int table = message.getInt();
        skipText(message);
        if (!text(message).equals(TABLE)) {
            tables.remove(table);
            return;
        }
        message.get();
        var ours = new int[message.getShort()];
        for (int column = 0; column < ours.length; column++) {
            message.get();
            ours[column] = OutboxRow.COLUMNS.indexOf(text(message));
            message.position(message.position() + 2 * Integer.BYTES);
        }
        for (int ofOurs = 0; ofOurs < OutboxRow.COLUMNS.size(); ofOurs++) {
            int wanted = ofOurs;
            if (Arrays.stream(ours).noneMatch(column -> column == wanted)) {
                throw new IllegalStateException("the outbox has no column " + OutboxRow.COLUMNS.get(ofOurs));
            }
        }
        tables.put(table, ours);
    }

    private @Nullable Change insert(ByteBuffer message) {
        var ours = tables.get(message.getInt());
        if (ours == null) {
            return null;
        }
        // The tag 'N' of the new row follows, and then the number of its columns.
        message.position(message.position() + Byte.BYTES + Short.BYTES);
        var values = new @Nullable ByteBuffer[OutboxRow.COLUMNS.size()];
        for (int column : ours) {
            var value = value(message);
            if (column != NO_COLUMN) {
                values[column] = value;
            }
        }
        return new Change.Inserted(row(values));
    }

    private static @Nullable ByteBuffer value(ByteBuffer message) {
        byte kind = message.get();
        if (kind == NULL) {
            return null;
        }
        if (kind != BINARY) {
            throw new IllegalStateException("a column as '%c' (expected: binary, 'b')".formatted((char) kind));
        }
        int length = message.getInt();
        var value = message.slice(message.position(), length);
        message.position(message.position() + length);
        return value;
    }

    private static OutboxRow row(@Nullable ByteBuffer[] values) {
        var id = required(values, 0);
        var envelope = new EventEnvelope(
                new UUID(id.getLong(), id.getLong()),
                text(values, 3),
                text(values, 4),
                text(values, 2),
                required(values, 5).getLong(),
                time(values, 6),
                bytes(required(values, 7)));
        var traceparent = values[8];
        var tracestate = values[9];
        var cause = traceparent == null
                ? TraceContext.NONE
                : new TraceContext(decode(traceparent), tracestate == null ? null : decode(tracestate));
        return new OutboxRow(new OutboxEntry(text(values, 1), envelope, cause), time(values, 10));
    }

    private static Change said(ByteBuffer message) {
        message.get();
        long lsn = message.getLong();
        var prefix = text(message);
        var content = message.slice(message.position() + Integer.BYTES, message.getInt(message.position()));
        return new Change.Said(prefix, decode(content), lsn);
    }

    private static ByteBuffer required(@Nullable ByteBuffer[] values, int column) {
        var value = values[column];
        if (value == null) {
            throw new IllegalStateException("column %s of the outbox is null".formatted(OutboxRow.COLUMNS.get(column)));
        }
        return value;
    }

    private static String text(@Nullable ByteBuffer[] values, int column) {
        return decode(required(values, column));
    }

    private static Instant time(@Nullable ByteBuffer[] values, int column) {
        long micros = required(values, column).getLong();
        return Instant.ofEpochSecond(EPOCH_SECONDS + Math.floorDiv(micros, MICROS),
                Math.floorMod(micros, MICROS) * 1_000L);
    }

    /** The driver uses a new array for each message, so the row can keep it. */
    private static ByteString bytes(ByteBuffer value) {
        return UnsafeByteOperations.unsafeWrap(value);
    }

    private static String decode(ByteBuffer value) {
        return new String(value.array(), value.arrayOffset() + value.position(), value.remaining(),
                StandardCharsets.UTF_8);
    }

    /** Reads a text that ends with a zero byte. */
    private static String text(ByteBuffer message) {
        int begin = message.position();
        skipText(message);
        return decode(message.slice(begin, message.position() - 1 - begin));
    }

    private static void skipText(ByteBuffer message) {
        while (message.get() != 0) {
            // The position moves to the end of the text.
        }
    }
}
