package dev.ridewire.messaging.relay;

import java.time.Duration;

/** The pauses of a relay's supervisor. They end at once when the relay stops. */
public final class Pauses {
    private volatile boolean running;

    public synchronized void begin() {
        running = true;
    }

    public synchronized void end() {
        running = false;
        notifyAll();
    }

    /** Returns false once the relay must stop. */
    public boolean running() {
        return running;
    }

    public synchronized void pause(Duration duration) {
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
