package dev.ridewire.tracking.adapter.web.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PointBudgetTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final PointBudget budget = new PointBudget(100, 50, nanos::get);

    @Test
    void aBurstDoesNotWait() {
        assertThat(budget.take(60)).isZero();
        assertThat(budget.take(40)).isZero();
    }

    @Test
    void whatGoesBeyondTheBurstWaitsForItsTime() {
        assertThat(budget.take(100)).isZero();

        assertThat(budget.take(1)).isEqualTo(Duration.ofMillis(20));
        assertThat(budget.take(99)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aPauseFillsTheBurstAgainAndNoMore() {
        assertThat(budget.take(100)).isZero();
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(budget.take(100)).isZero();
        assertThat(budget.take(1)).isEqualTo(Duration.ofMillis(20));
    }
}
