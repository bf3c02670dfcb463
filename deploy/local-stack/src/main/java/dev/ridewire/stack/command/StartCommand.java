package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts one part. */
@Command(name = "start", description = "Starts a part that was stopped, and waits until it is ready.")
public final class StartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PartChoice choice = new PartChoice();

    @Override
    public Integer call() {
        Part part = choice.part();
        var control = new RemoteControl(Surroundings.home());
        control.start(part);
        Output.say(spec, part.label() + " is ready.");
        return 0;
    }
}
