package dev.ridewire.stack.run;

import dev.ridewire.parts.PartFailedException;

/** Another launcher runs in the folder. */
public final class StackBusyException extends PartFailedException {
    private static final long serialVersionUID = 1L;

    StackBusyException(String message) {
        super(message);
    }
}
