package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Restarts one part. */
@Command(name = "restart", description = "Stops one part of the running stack, starts it again and waits until it is ready.")
public final class RestartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PART", description = "booking, dispatch, tracking, postgres, kafka or zipkin")
    private String part = "";

    @Override
    public Integer call() {
        Part which = Part.of(part);
        var control = new RemoteControl(Surroundings.home());
        control.stop(which);
        control.start(which);
        Output.say(spec, part + " is ready.");
        return 0;
    }
}
