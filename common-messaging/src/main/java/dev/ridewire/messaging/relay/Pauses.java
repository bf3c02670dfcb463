package dev.ridewire.messaging.relay;

import java.time.Duration;

/** The pauses of a relay's supervisor, which end at once when it shall stop. */
final class Pauses {
    private volatile boolean running;

    synchronized void begin() {
        running = true;
    }

    synchronized void end() {
        running = false;
        notifyAll();
    }

    /** False once it shall stop. */
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
