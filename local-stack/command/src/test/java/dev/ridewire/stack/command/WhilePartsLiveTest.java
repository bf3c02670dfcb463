package dev.ridewire.stack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.parts.PartFailedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WhilePartsLiveTest {
    private final CompletableFuture<PartFailedException> failure = new CompletableFuture<>();

    @Test
    void theWorksResultIsTheResult() throws InterruptedException {
        assertThat(WhilePartsLive.call(failure, () -> 17)).isEqualTo(17);
    }

    @Test
    void aPartThatIsGivenUpInterruptsTheWorkAndIsWhatIsSaid() {
        var interrupted = new CompletableFuture<Boolean>();
        assertThatThrownBy(() -> WhilePartsLive.call(failure, () -> {
            failure.complete(new PartFailedException("kafka died with exit code 3"));
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return 0;
        })).isInstanceOf(PartFailedException.class).hasMessage("kafka died with exit code 3");
        assertThat(interrupted).as("the work has ended by then").isCompletedWithValue(true);
    }

    @Test
    void whatGoesWrongInTheWorkIsPassedOn() {
        assertThatThrownBy(() -> WhilePartsLive.call(failure, () -> {
            throw new IllegalArgumentException("no such trips");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("no such trips");
    }
}
