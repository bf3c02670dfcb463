package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpeningsTest {
    private static final TopicPartition PARTITION = new TopicPartition("rides", 0);

    private final AtomicLong nanos = new AtomicLong();
    private final Openings openings = new Openings(nanos::get);

    @Test
    void theSecondEventWaitsUntilTheFirstIsTakenAndTheOthersWaitForNobody() throws Exception {
        var first = delivery();
        assertThat(openings.admits(first, PARTITION)).isTrue();
        assertThat(openings.admits(delivery(), PARTITION)).isFalse();

        first.outcome().complete(null);
        assertThat(openings.admits(delivery(), PARTITION)).isTrue();
        assertThat(openings.admits(delivery(), PARTITION)).isTrue();
    }

    @Test
    void eachPartitionIsOpenedByAnEventOfItsOwn() throws Exception {
        assertThat(openings.admits(delivery(), PARTITION)).isTrue();
        assertThat(openings.admits(delivery(), new TopicPartition("rides", 1))).isTrue();
    }

    @Test
    void whereTheFirstIsRefusedTheNextGoesAloneInItsPlace() throws Exception {
        var refused = delivery();
        openings.admits(refused, PARTITION);
        refused.outcome().complete(new IllegalArgumentException("too large"));

        assertThat(openings.admits(delivery(), PARTITION)).isTrue();
        assertThat(openings.admits(delivery(), PARTITION)).isFalse();
    }

    @Test
    void whereTheFirstIsNotSentAfterAllTheNextGoesInItsPlace() throws Exception {
        var neverSent = delivery();
        openings.admits(neverSent, PARTITION);
        openings.notSent(neverSent, PARTITION);

        assertThat(openings.admits(delivery(), PARTITION)).isTrue();
    }

    @Test
    void afterHalfADayOfSilenceThePartitionIsOpenedAgainForBrokersForgetProducers() throws Exception {
        open();
        nanos.addAndGet(Duration.ofHours(11).toNanos());
        assertThat(openings.admits(delivery(), PARTITION)).isTrue();
        nanos.addAndGet(Duration.ofHours(11).toNanos());
        assertThat(openings.admits(delivery(), PARTITION)).as("11 hours after the last one").isTrue();
        nanos.addAndGet(Duration.ofHours(13).toNanos());

        assertThat(openings.admits(delivery(), PARTITION)).isTrue();
        assertThat(openings.admits(delivery(), PARTITION)).isFalse();
    }

    private void open() throws InterruptedException {
        var first = delivery();
        openings.admits(first, PARTITION);
        first.outcome().complete(null);
    }

    private static Delivery delivery() {
        return new Delivery(ride("a-ride", 1), Instant.EPOCH, new CompletableFuture<>());
    }
}
