package dev.ridewire.stack.command;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.Signal;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.RunFolder;
import dev.ridewire.stack.run.Orphans;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the stack. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the running stack and waits until it is gone. Harmless where none runs.")
public final class DownCommand implements Callable<Integer> {
    /** Three stages with a grace of 20 s each, and some reserve. */
    private static final long PATIENCE_S = 90;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Home home = Surroundings.home();
        home.prepare();
        var runFolder = new RunFolder(home);
        Optional<ProcessHandle> launcher = runFolder.launcher();
        launcher.ifPresent(DownCommand::end);
        runFolder.lock().ifPresent(lock -> {
            Orphans.end(runFolder, line -> Output.say(spec, line));
            lock.close();
        });
        Output.say(spec, launcher.isPresent() ? "stopped" : "No stack is running in " + home.folder() + ".");
        return 0;
    }

    private static void end(ProcessHandle launcher) {
        Signal.TERM.sendTo(launcher.pid());
        try {
            launcher.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            launcher.destroyForcibly();
        } catch (ExecutionException e) {
            throw new PartFailedException("Waiting for the launcher failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
