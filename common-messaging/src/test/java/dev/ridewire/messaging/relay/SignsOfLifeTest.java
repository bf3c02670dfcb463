package dev.ridewire.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {
    private Duration now = Duration.ofHours(1);
    private final SignsOfLife life = new SignsOfLife(() -> now.toNanos());

    @Test
    void silenceLastsFromTheLastSignOfLife() {
        pass(3);
        assertThat(life.silence()).hasSeconds(3);

        life.seen();
        pass(2);

        assertThat(life.silence()).hasSeconds(2);
    }

    @Test
    void timeOnStandbyIsNoSilence() {
        pass(1);
        life.standBy();
        pass(60);
        life.standBy();
        assertThat(life.silence()).hasSeconds(1);

        life.takeLead();
        pass(2);

        assertThat(life.silence()).hasSeconds(3);
    }

    @Test
    void twoInstancesThatHandAStalledSlotToAndFroAreBothSeenToStall() {
        for (int turn = 0; turn < 3; turn++) {
            life.takeLead();
            pass(30);
            life.standBy();
            pass(30);
        }

        assertThat(life.silence()).hasSeconds(90);
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }
}
