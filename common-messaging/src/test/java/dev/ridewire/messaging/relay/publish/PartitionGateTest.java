package dev.ridewire.messaging.relay.publish;

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
        assertThat(gate.admits(first, PARTITION)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION)).isFalse();

        first.outcome().complete(null);
        assertThat(gate.admits(delivery(), PARTITION)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION)).isTrue();
    }

    @Test
    void eachPartitionIsOpenedByAnEventOfItsOwn() throws Exception {
        assertThat(gate.admits(delivery(), PARTITION)).isTrue();
        assertThat(gate.admits(delivery(), new TopicPartition("rides", 1))).isTrue();
    }

    @Test
    void whereTheFirstIsRefusedTheNextGoesAloneInItsPlace() throws Exception {
        var refused = delivery();
        gate.admits(refused, PARTITION);
        refused.outcome().complete(new IllegalArgumentException("too large"));

        assertThat(gate.admits(delivery(), PARTITION)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION)).isFalse();
    }

    @Test
    void whereTheFirstIsNotSentAfterAllTheNextGoesInItsPlace() throws Exception {
        var neverSent = delivery();
        gate.admits(neverSent, PARTITION);
        gate.notSent(neverSent, PARTITION);

        assertThat(gate.admits(delivery(), PARTITION)).isTrue();
    }

    @Test
    void afterHalfADayOfSilenceThePartitionIsOpenedAgainForBrokersForgetProducers() throws Exception {
        open();
        nanos.addAndGet(Duration.ofHours(11).toNanos());
        assertThat(gate.admits(delivery(), PARTITION)).isTrue();
        nanos.addAndGet(Duration.ofHours(11).toNanos());
        assertThat(gate.admits(delivery(), PARTITION)).as("11 hours after the last one").isTrue();
        nanos.addAndGet(Duration.ofHours(13).toNanos());

        assertThat(gate.admits(delivery(), PARTITION)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION)).isFalse();
    }

    @Test
    void anEventThatGoesAloneWaitsForAllBeforeItAndHoldsUpTheNext() throws Exception {
        open();
        var before = delivery();
        gate.admits(before, PARTITION);
        var alone = new Delivery(ride("a-ride", 1), Instant.EPOCH, true, new CompletableFuture<>());
        assertThat(gate.admits(alone, PARTITION)).as("one is on its way").isFalse();

        before.outcome().complete(null);
        assertThat(gate.admits(alone, PARTITION)).isTrue();
        assertThat(gate.admits(delivery(), PARTITION)).as("it has no answer yet").isFalse();

        alone.outcome().complete(null);
        assertThat(gate.admits(delivery(), PARTITION)).isTrue();
    }

    @Test
    void anEventThatGoesAloneDoesNotWaitForOneThatWasNotSentAfterAll() throws Exception {
        open();
        var neverSent = delivery();
        gate.admits(neverSent, PARTITION);
        gate.notSent(neverSent, PARTITION);

        var alone = new Delivery(ride("a-ride", 1), Instant.EPOCH, true, new CompletableFuture<>());
        assertThat(gate.admits(alone, PARTITION)).isTrue();
    }

    private void open() throws InterruptedException {
        var first = delivery();
        gate.admits(first, PARTITION);
        first.outcome().complete(null);
    }

    private static Delivery delivery() {
        return new Delivery(ride("a-ride", 1), Instant.EPOCH, false, new CompletableFuture<>());
    }
}
