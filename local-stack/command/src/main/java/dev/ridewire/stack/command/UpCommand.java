package dev.ridewire.stack.command;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.run.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack and keeps it running until it is told to stop. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts everything, says \"ready\" with the addresses, and runs until Ctrl-C, TERM or `ridewire down`. "
        + "A part that dies is started again, up to five times in a row.")
public final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--detach", description = "Return when it is ready and leave it running; `ridewire down` stops it.")
    private boolean detach;

    @Override
    public Integer call() {
        if (detach) {
            return DetachedStack.start(options, Surroundings.home(), line -> Output.say(spec, line));
        }
        LocalStack stack = LocalStack.in(options.settings(), line -> Output.say(spec, line));
        // A signal ends the JVM through this hook. The JVM then exits with the signal's own code.
        var stop = new Thread(stack::close, "stop-stack");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            RunningStack running = stack.start();
            Output.say(spec, running.readyLine());
            throw stack.failure().join();
        } catch (PartFailedException e) {
            if (stack.isClosed()) {
                return 0;
            }
            stack.close();
            throw e;
        }
    }
}
