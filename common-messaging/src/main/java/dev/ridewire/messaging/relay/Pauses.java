package dev.ridewire.messaging.relay;

import java.time.Duration;

/** The pauses of a relay's supervisor. They end at once when the relay stops. */
final class Pauses {
    private volatile boolean running;

    synchronized void begin() {
        running = true;
    }

    synchronized void end() {
        running = false;
        notifyAll();
    }

    /** Returns false once the relay must stop. */
    boolean running() {
        return running;
    }

    synchronized void pause(Duration duration) {
        try {
            if (running) {
                wait(Math.max(1, duration.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
