package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionGateTest {
    private static final TopicPartition PARTITION = new TopicPartition("rides", 0);

    private final AtomicLong nanos = new AtomicLong();
    private final PartitionGate gate = new PartitionGate(nanos::get);

    @Test
    void theSecondEventWaitsUntilTheFirstIsTakenAndTheOthersWaitForNobody() throws Exception {
        var first = delivery();
        assertThat(gate.admits(first, PARTITION, false)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION, false)).isFalse();

        first.outcome().complete(null);
        assertThat(gate.admits(delivery(), PARTITION, false)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION, false)).isTrue();
    }

    @Test
    void eachPartitionIsOpenedByAnEventOfItsOwn() throws Exception {
        assertThat(gate.admits(delivery(), PARTITION, false)).isTrue();
        assertThat(gate.admits(delivery(), new TopicPartition("rides", 1), false)).isTrue();
    }

    @Test
    void whereTheFirstIsRefusedTheNextGoesAloneInItsPlace() throws Exception {
        var refused = delivery();
        gate.admits(refused, PARTITION, false);
        refused.outcome().complete(new IllegalArgumentException("too large"));

        assertThat(gate.admits(delivery(), PARTITION, false)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION, false)).isFalse();
    }

    @Test
    void whereTheFirstIsNotSentAfterAllTheNextGoesInItsPlace() throws Exception {
        var neverSent = delivery();
        gate.admits(neverSent, PARTITION, false);
        gate.notSent(neverSent, PARTITION);

        assertThat(gate.admits(delivery(), PARTITION, false)).isTrue();
    }

    @Test
    void afterHalfADayOfSilenceThePartitionIsOpenedAgainForBrokersForgetProducers() throws Exception {
        open();
        nanos.addAndGet(Duration.ofHours(11).toNanos());
        assertThat(gate.admits(delivery(), PARTITION, false)).isTrue();
        nanos.addAndGet(Duration.ofHours(11).toNanos());
        assertThat(gate.admits(delivery(), PARTITION, false)).as("11 hours after the last one").isTrue();
        nanos.addAndGet(Duration.ofHours(13).toNanos());

        assertThat(gate.admits(delivery(), PARTITION, false)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION, false)).isFalse();
    }

    @Test
    void anEventThatGoesAloneWaitsForAllBeforeItAndHoldsUpTheNext() throws Exception {
        open();
        var before = delivery();
        gate.admits(before, PARTITION, false);
        var alone = delivery();
        assertThat(gate.admits(alone, PARTITION, true)).as("one is on its way").isFalse();

        before.outcome().complete(null);
        assertThat(gate.admits(alone, PARTITION, true)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION, false)).as("it has no answer yet").isFalse();

        alone.outcome().complete(null);
        assertThat(gate.admits(delivery(), PARTITION, false)).isTrue();
    }

    private void open() throws InterruptedException {
        var first = delivery();
        gate.admits(first, PARTITION, false);
        first.outcome().complete(null);
    }

    private static Delivery delivery() {
        return new Delivery(ride("a-ride", 1), Instant.EPOCH, new CompletableFuture<>());
    }
}
