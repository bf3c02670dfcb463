package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import picocli.CommandLine.Command;

/** Stops one part. */
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops one part of the running stack, which stays away until it is started: to see what the others do.")
public final class StopCommand extends PartCommand {
    @Override
    String change(Part part, RemoteControl control) {
        control.stop(part);
        return part.label() + " is stopped; `ridewire start " + part.label() + "` brings it back.";
    }
}
