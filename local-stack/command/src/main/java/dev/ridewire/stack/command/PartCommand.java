package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.run.RemoteControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command about one part of the running stack. */
abstract class PartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PART", description = "booking, dispatch, tracking, postgres, kafka or zipkin")
    private String label = "";

    /** @throws IllegalArgumentException if no part has the name */
    @Override
    public final Integer call() {
        Part part = Part.of(label);
        Output.say(spec, change(part, new RemoteControl(Surroundings.home())));
        return 0;
    }

    /** Does the work of the command and returns a sentence about it. */
    abstract String change(Part part, RemoteControl control);
}
