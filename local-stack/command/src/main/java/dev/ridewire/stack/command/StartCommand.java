package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import picocli.CommandLine.Command;

/** Starts one part. */
@Command(name = "start", mixinStandardHelpOptions = true, description = "Starts a part that was stopped, and waits until it is ready.")
public final class StartCommand extends PartCommand {
    @Override
    String change(Part part, RemoteControl control) {
        control.start(part);
        return part.label() + " is ready.";
    }
}
