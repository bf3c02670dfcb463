package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import picocli.CommandLine.Command;

/** Restarts one part. */
@Command(name = "restart", mixinStandardHelpOptions = true, description = "Stops one part of the running stack, starts it again and waits until it is ready.")
public final class RestartCommand extends PartCommand {
    @Override
    String change(Part part, RemoteControl control) {
        control.stop(part);
        control.start(part);
        return part.label() + " is ready.";
    }
}
