package dev.ridewire.tracking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class OpenConnectionsTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final OpenConnections connections = new OpenConnections(10, 2);

    @Test
    void aConnectionThatFailsWhileItIsMadeIsCountedNoLonger() {
        assertThatThrownBy(() -> connections.open("bob", end -> {
            throw new ArithmeticException("too long");
        }).blockLast(BOUND)).isInstanceOf(ArithmeticException.class);

        assertThat(connections.count()).isZero();
    }

    @Test
    void oneTooManyEndsTheOldestOfThatPersonOnly() {
        List<String> ended = new ArrayList<>();
        for (String who : List.of("bob-1", "ann-1", "bob-2", "bob-3")) {
            connections.open(who.substring(0, 3), Mono::flux).subscribe(reason -> ended.add(who + " " + reason));
        }

        assertThat(ended).containsExactly("bob-1 REPLACED");
        connections.close();
        assertThat(connections.count()).isZero();
    }
}
