package dev.ridewire.parts;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A signal that asks a child to end; Java itself sends only TERM and KILL. */
public enum Signal {
    TERM,
    /** PostgreSQL's fast shutdown. With TERM, it would wait until the last client disconnects. */
    INT;

    /**
     * Sends the signal; a process that is gone is no error.
     *
     * @throws PartFailedException if the {@code kill} program is missing
     */
    public void sendTo(long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new PartFailedException("no signal could be sent to process " + pid + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
