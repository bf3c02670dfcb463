package dev.ridewire.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxPropertiesTest {
    private static final Duration KAFKAS_DEFAULT = Duration.ofMinutes(5);

    @Test
    void pausesBetweenAttemptsDoubleAndAreBounded() {
        var properties = with(5, Duration.ofSeconds(2));

        assertThat(properties.dueAfter(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.dueAfter(3)).isEqualTo(Duration.ofSeconds(2 + 4));
        assertThat(properties.dueAfter(5)).isEqualTo(Duration.ofSeconds(2 + 4 + 5 + 5));
    }

    @Test
    void aPollMayTakeItsBudgetAndAnEventsAttemptsBeforeKafkaGivesItsPartitionsAway() {
        var usual = with(3, Duration.ofMillis(100));

        assertThat(usual.longestPoll())
                .isGreaterThan(usual.budget().plus(usual.transaction().multipliedBy(usual.attempts()))
                        .plus(usual.dueAfter(usual.attempts())))
                .as("500, 250, … 1 events, each part until its effect is given up")
                .isGreaterThan(usual.transaction().multipliedBy(9 + usual.attempts()))
                .isLessThan(KAFKAS_DEFAULT);
    }

    @Test
    void attemptsHaveABound() {
        assertThatThrownBy(() -> with(0, Duration.ZERO)).hasMessageContaining("attempts: 0 (expected: 1..10)");
        assertThatThrownBy(() -> with(11, Duration.ZERO)).hasMessageContaining("attempts: 11 (expected: 1..10)");
    }

    @Test
    void anEffectEndsBeforeItsTransaction() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(
                () -> new InboxProperties(true, 2, 500, second, second, 3, second, second, second, second, second))
                .hasMessageContaining("effect: PT1S (expected: shorter than transaction, PT1S)");
    }

    private static InboxProperties with(int attempts, Duration backoff) {
        return new InboxProperties(true, 2, 500, Duration.ofSeconds(20), Duration.ofSeconds(8), attempts, backoff,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofDays(45));
    }
}
