package dev.ridewire.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.web.load.ConcurrencyLimit.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final LoadProperties.Concurrent BOUNDS = new LoadProperties.Concurrent(
            10, 100, 200, Duration.ofMillis(500), Duration.ofMinutes(1));

    private final AtomicLong nanos = new AtomicLong();
    private final ConcurrencyLimit limit = new ConcurrencyLimit(BOUNDS, nanos::get);

    @Test
    void writesAreRefusedWhileReadsAreStillLetIn() {
        List<Permit> writes = acquireAll(true);
        List<Permit> reads = acquireAll(false);

        assertThat(writes).hasSize(80);
        assertThat(reads).hasSize(20);
        assertThat(limit.refused()).isEqualTo(2);
    }

    @Test
    void aPlaceThatWasGivenBackTwiceIsFreeOnce() {
        Permit permit = acquire();

        permit.release(true);
        permit.release(false);

        assertThat(limit.underWay()).isZero();
    }

    @Test
    void slowAnswersLowerTheLimitDownToItsFloor() {
        for (int i = 0; i < 100; i++) {
            answerAll(Duration.ofSeconds(2));
        }

        assertThat(limit.limit()).isEqualTo(10);
        assertThat(acquireAll(true)).hasSize(8);
    }

    @Test
    void quickAnswersRaiseItAgainUpToItsCeiling() {
        for (int i = 0; i < 20; i++) {
            answerAll(Duration.ofSeconds(2));
        }
        int lowered = limit.limit();
        for (int i = 0; i < 200; i++) {
            answerAll(Duration.ofMillis(300));
        }

        assertThat(lowered).isLessThan(100);
        assertThat(limit.limit()).isEqualTo(200);
    }

    @Test
    void aQuietServiceKeepsTheLimitThatItHas() {
        for (int i = 0; i < 1_000; i++) {
            Permit permit = acquire();
            nanos.addAndGet(Duration.ofMillis(20).toNanos());
            permit.release(true);
        }

        assertThat(limit.limit()).isEqualTo(100);
    }

    @Test
    void clientsThatHangUpOnSlowAnswersCountAsSlowAnswers() {
        for (int i = 0; i < 20; i++) {
            List<Permit> permits = acquireAll(false);
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            permits.forEach(permit -> permit.release(false));
        }

        assertThat(limit.limit()).isLessThan(50);
        assertThat(limit.underWay()).isZero();
    }

    @Test
    void timeInWhichTheClientIsWaitedForTakesNoPlaceAndSaysNothing() {
        for (int i = 0; i < 20; i++) {
            List<Permit> permits = acquireAll(false);
            permits.forEach(Permit::stepOut);
            assertThat(limit.underWay()).isZero();
            nanos.addAndGet(Duration.ofMinutes(10).toNanos());
            assertThat(permits).allMatch(Permit::stepIn);
            permits.forEach(permit -> permit.release(true));
        }

        assertThat(limit.limit()).isGreaterThan(100);
        assertThat(limit.underWay()).isZero();
    }

    @Test
    void aClientWhoseTurnComesTooLateFindsNoPlace() {
        Permit late = acquire();
        late.stepOut();
        acquireAll(false);

        assertThat(late.stepIn()).isFalse();
        late.release(true);
        assertThat(limit.underWay()).isEqualTo(100);
    }

    @Test
    void aPlaceThatNobodyGivesBackIsFreeAfterItsLongestLife() {
        acquireAll(false);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThat(acquireAll(false)).hasSize(100);
    }

    @Test
    void workThatOutlivesItsRequestKeepsThePlace() {
        Permit permit = acquire();
        permit.workBegins();
        permit.release(false);
        assertThat(limit.underWay()).isEqualTo(1);

        permit.workEnds();

        assertThat(limit.underWay()).isZero();
    }

    @Test
    void aThousandRefusalsDoNotHideAHundredSlowAnswers() {
        for (int i = 0; i < 10; i++) {
            for (int refusal = 0; refusal < 1_000; refusal++) {
                Permit permit = Objects.requireNonNull(limit.tryAcquire(false));
                nanos.addAndGet(Duration.ofMillis(1).toNanos());
                permit.release(true);
            }
            answerAll(Duration.ofSeconds(2));
        }

        assertThat(limit.limit()).isLessThan(50);
    }

    @Test
    void clientsThatHangUpAtOnceSayNothing() {
        for (int i = 0; i < 1_000; i++) {
            acquire().release(false);
            nanos.addAndGet(Duration.ofMillis(300).toNanos());
        }

        assertThat(limit.limit()).isEqualTo(100);
    }

    /** As many as fit, all answered after the same time. */
    private void answerAll(Duration time) {
        List<Permit> permits = acquireAll(false);
        nanos.addAndGet(time.toNanos());
        permits.forEach(permit -> permit.release(true));
    }

    private List<Permit> acquireAll(boolean write) {
        List<Permit> permits = new ArrayList<>();
        for (Permit permit = limit.tryAcquire(write); permit != null; permit = limit.tryAcquire(write)) {
            permit.measure();
            permits.add(permit);
        }
        return permits;
    }

    private Permit acquire() {
        Permit permit = Objects.requireNonNull(limit.tryAcquire(false));
        permit.measure();
        return permit;
    }
}
