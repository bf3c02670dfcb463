package dev.ridewire.stack.run;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.home.Home;

/** No stack is running, but the command needs one. */
public final class StackAbsentException extends PartFailedException {
    private static final long serialVersionUID = 1L;

    public StackAbsentException(Home home) {
        super("No stack is running in " + home.folder() + ". `./ridewire up` starts one.");
    }
}
