package dev.ridewire.parts;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A signal that asks a child to end; Java itself sends only TERM and KILL. */
public enum Signal {
    TERM,
    /** PostgreSQL's fast shutdown: TERM would wait until the last client hangs up. */
    INT;

    /**
     * Sends the signal; a process that is gone already is no error.
     *
     * @throws PartFailedException if there is no {@code kill} to send it with
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
