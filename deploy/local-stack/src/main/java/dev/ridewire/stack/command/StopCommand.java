package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops one part. */
@Command(name = "stop", description = "Stops one part of the running stack, which stays away until it is started: to see what the others do.")
public final class StopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PartChoice choice = new PartChoice();

    @Override
    public Integer call() {
        Part part = choice.part();
        var control = new RemoteControl(Surroundings.home());
        control.stop(part);
        Output.say(spec, part.label() + " is stopped; `ridewire start " + part.label() + "` brings it back.");
        return 0;
    }
}
