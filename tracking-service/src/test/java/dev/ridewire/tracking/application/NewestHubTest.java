package dev.ridewire.tracking.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class NewestHubTest {
    private final NewestHub<String, Integer> hub = new NewestHub<>(2, (value, known) -> value > known);

    @Test
    void whoeverWatchesGetsTheNewestAndThenWhatComes() {
        hub.publish("a", 1);
        hub.publish("a", 2);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        var watching = hub.watch("a").subscribe(seen::add);

        hub.publish("a", 3);
        hub.publish("b", 9);
        hub.publish("a", 1);

        assertThat(seen).containsExactly(2, 3);
        watching.dispose();
    }

    @Test
    void nothingIsLeftAfterTheLastWatcherLeft() {
        var first = hub.watch("a").subscribe();
        var second = hub.watch("a").subscribe();
        assertThat(hub.watching()).isEqualTo(2);

        first.dispose();
        second.dispose();

        assertThat(hub.watching()).isZero();
    }

    @Test
    void aSlowWatcherGetsTheNewestNotAQueue() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        var slow = new BaseSubscriber<Integer>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // Asks for nothing yet.
            }

            @Override
            protected void hookOnNext(Integer value) {
                seen.add(value);
            }
        };
        hub.watch("a").subscribe(slow);
        for (int value = 1; value <= 1000; value++) {
            hub.publish("a", value);
        }

        slow.request(10);

        assertThat(seen).containsExactly(1000);
        slow.cancel();
        assertThat(hub.watching()).isZero();
    }

    @Test
    void closingEndsWhatIsOpenAndWhatOpensLater() {
        var open = hub.watch("a").collectList().toFuture();

        hub.close();

        assertThat(open).isCompletedWithValue(List.of());
        assertThat(hub.watch("a").collectList().toFuture()).isCompletedWithValue(List.of());
        assertThat(hub.watching()).isZero();
    }

    @Test
    void onlyABoundedNumberIsRemembered() {
        hub.publish("a", 1);
        hub.publish("b", 1);
        hub.publish("c", 1);

        assertThat(hub.newest("a")).isEmpty();
        assertThat(hub.newest("b")).contains(1);
        assertThat(hub.newest("c")).contains(1);
    }
}
