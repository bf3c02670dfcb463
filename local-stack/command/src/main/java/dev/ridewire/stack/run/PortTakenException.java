package dev.ridewire.stack.run;

import dev.ridewire.parts.PartFailedException;

/** Another process listens on a port that a part needs. */
public final class PortTakenException extends PartFailedException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, String purpose) {
        super("Port " + port + " (" + purpose + ") is in use by another process. "
                + "Stop that one, or move all of Ridewire's ports with --base-port.");
    }
}
