package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops one part. */
@Command(name = "stop", description = "Stops one part of the running stack, which stays away until it is started: to see what the others do.")
public final class StopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PART", description = "booking, dispatch, tracking, postgres, kafka or zipkin")
    private String part = "";

    @Override
    public Integer call() {
        Part which = Part.of(part);
        var control = new RemoteControl(Surroundings.home());
        control.stop(which);
        Output.say(spec, part + " is stopped; `ridewire start " + part + "` brings it back.");
        return 0;
    }
}
