package dev.ridewire.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.OptimisticLockingFailureException;

class FailuresTest {
    static Iterable<Throwable> passing() {
        return java.util.List.of(
                new ConnectException("refused"),
                new TimeoutException("no connection in time"),
                new R2dbcTimeoutException("pool"),
                new OptimisticLockingFailureException("another was first"),
                new R2dbcRollbackException("deadlock", "40P01"),
                new R2dbcNonTransientResourceException("connection closed"));
    }

    static Iterable<Throwable> lasting() {
        return java.util.List.of(
                new IllegalStateException("a bug"),
                new NullPointerException(),
                new R2dbcDataIntegrityViolationException("a check", "23514"),
                new R2dbcBadGrammarException("a typo", "42601"),
                new R2dbcPermissionDeniedException("not granted", "42501"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesByItselfIsWaitedFor(Throwable failure) {
        assertThat(Failures.isTransient(failure)).isTrue();
        assertThat(Failures.isTransient(new RuntimeException(failure))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatDoesNotPassIsTheEventsOwnFault(Throwable failure) {
        assertThat(Failures.isTransient(failure)).isFalse();
        assertThat(Failures.isTransient(new RuntimeException(failure))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "53300", "55P03", "57014", "57P01", "57P03", "25006", "58030", "0A000"})
    void theServersOwnTroublesPass(String state) {
        assertThat(Failures.isTransient(new R2dbcNonTransientResourceException("server", state))).isTrue();
    }

    @Test
    void whatWasGivenUpAsTooSlowMayBeQuickEnoughWithFewerEvents() {
        assertThat(Failures.isTooSlow(new RuntimeException(new R2dbcNonTransientResourceException("slow", "57014"))))
                .isTrue();
        assertThat(Failures.isTooSlow(new IllegalStateException(new OverdueEffect("rides", Duration.ofSeconds(8)))))
                .isTrue();
        assertThat(Failures.isTooSlow(new R2dbcNonTransientResourceException("going down", "57P01"))).isFalse();
        assertThat(Failures.isTooSlow(new TimeoutException("it runs on by itself"))).isFalse();
    }

    @Test
    void thatMemoryIsShortIsNoEventsFault() {
        assertThat(Failures.isTransient(new IllegalStateException(new OutOfMemoryError()))).isTrue();
        assertThat(Failures.isTransient(new IllegalStateException(new StackOverflowError()))).isFalse();
    }

    @Test
    void aCircleOfCausesEnds() {
        var outer = new RuntimeException("outer");
        outer.initCause(new RuntimeException("inner", outer));

        assertThat(Failures.isTransient(outer)).isFalse();
    }
}
