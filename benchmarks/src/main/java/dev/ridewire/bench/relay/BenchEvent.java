package dev.ridewire.bench.relay;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * An event of the load.
 *
 * @param sequence    its number, by which its arrival is recognised; from 0, one up each
 * @param aggregateId one of a thousand
 * @param version     of the aggregate, from 1
 * @param payload     begins with the sequence; the rest is noise that nothing compresses
 */
public record BenchEvent(long sequence, UUID id, String aggregateId, long version, byte[] payload) {
    private static final int AGGREGATES = 1_000;

    /** Returns the event of a number: always the same one, except for its id. */
    public static BenchEvent of(long sequence, int payloadBytes) {
        var random = new SplittableRandom(sequence);
        var payload = new byte[Math.max(Long.BYTES, payloadBytes)];
        random.nextBytes(payload);
        ByteBuffer.wrap(payload).putLong(sequence);
        return new BenchEvent(sequence, new UUID(random.nextLong(), random.nextLong()),
                new UUID(0, sequence % AGGREGATES).toString(), sequence / AGGREGATES + 1, payload);
    }
}
