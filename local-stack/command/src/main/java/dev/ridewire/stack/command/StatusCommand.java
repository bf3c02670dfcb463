package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.ProcessIdentity;
import dev.ridewire.stack.home.RunFolder;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.run.Readiness;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the state of the stack and its parts. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Says what runs, where, and since when; ends with 0 only if everything is ready.")
public final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Home home = Surroundings.home();
        RunningStack stack = Surroundings.runningStack();
        var runFolder = new RunFolder(home);
        Output.say(spec,
                "%-9s %-10s %-8s %-21s %-21s %s".formatted("part", "state", "process", "since", "address", "log"));
        boolean allReady = true;
        for (Part part : Part.values()) {
            if (stack.parts().contains(part)) {
                Optional<ProcessIdentity> child = runFolder.child(part).filter(noted -> noted.find().isPresent());
                String state = state(part, stack, runFolder, child.isPresent());
                allReady &= state.equals("ready");
                Output.say(spec, "%-9s %-10s %-8s %-21s %-21s %s".formatted(
                        part.label(), state,
                        child.map(noted -> Long.toString(noted.pid())).orElse("-"),
                        child.map(noted -> noted.started().truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-"),
                        "127.0.0.1:" + stack.ports().of(part),
                        home.log(part.label())));
            }
        }
        return allReady ? 0 : 1;
    }

    private static String state(Part part, RunningStack stack, RunFolder runFolder, boolean alive) {
        if (!alive) {
            return runFolder.isHeld(part) ? "stopped" : "dead";
        }
        return Readiness.of(part, stack.ports()) ? "ready" : "not ready";
    }
}
