package dev.ridewire.stack.run;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.home.Home;

/** A running stack is needed and there is none. */
public final class StackAbsentException extends PartFailedException {
    private static final long serialVersionUID = 1L;

    public StackAbsentException(Home home) {
        super("No stack is running in " + home.folder() + ". `./ridewire up` starts one.");
    }
}
