package dev.ridewire.messaging.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final int MEGABYTE = 1 << 20;

    private final InFlight inFlight = new InFlight(1_000);

    @Test
    void itIsFullOfManySmallEvents() {
        for (int event = 0; event < 999; event++) {
            inFlight.add(delivery(200));
        }
        assertThat(inFlight.isFull()).isFalse();

        inFlight.add(delivery(200));

        assertThat(inFlight.isFull()).isTrue();
    }

    @Test
    void itIsFullOfFewLargeEventsAndHasRoomAgainOnceTheFirstIsThrough() {
        var first = delivery(MEGABYTE);
        inFlight.add(first);
        for (int event = 1; event < 63; event++) {
            inFlight.add(delivery(MEGABYTE));
        }
        assertThat(inFlight.isFull()).isFalse();

        inFlight.add(delivery(MEGABYTE));
        assertThat(inFlight.isFull()).isTrue();

        first.outcome().complete(null);
        assertThat(inFlight.takeDone()).isEqualTo(new InFlight.Item.Event(first));
        assertThat(inFlight.isFull()).isFalse();
    }

    private static Delivery delivery(int bytes) {
        var envelope = new EventEnvelope(UUID.randomUUID(), "type", "source", "key", 1, Instant.EPOCH,
                ByteString.copyFrom(new byte[bytes]));
        return new Delivery(new OutboxEntry("topic", envelope, TraceContext.NONE), Instant.EPOCH, false,
                new CompletableFuture<>());
    }
}
