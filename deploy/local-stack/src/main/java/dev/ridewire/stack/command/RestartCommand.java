package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Restarts one part. */
@Command(name = "restart", description = "Stops one part of the running stack, starts it again and waits until it is ready.")
public final class RestartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PartChoice choice = new PartChoice();

    @Override
    public Integer call() {
        Part part = choice.part();
        var control = new RemoteControl(Surroundings.home());
        control.stop(part);
        control.start(part);
        Output.say(spec, part.label() + " is ready.");
        return 0;
    }
}
