package dev.ridewire.stack.run;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.ProcessIdentity;
import dev.ridewire.stack.home.RunFolder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that an earlier launcher left behind when it was killed. */
public final class Orphans {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private Orphans() {}

    /** Ends every process that the folder records and that is still the same one. */
    public static void end(RunFolder runFolder, Progress progress) {
        for (Part part : List.of(Part.values()).reversed()) {
            runFolder.child(part).ifPresent(orphan -> {
                orphan.find().ifPresent(process -> {
                    progress.say("ending " + part.label() + " (process " + orphan.pid() + "), left by an earlier run");
                    end(orphan, process);
                });
                runFolder.forget(part);
            });
        }
    }

    private static void end(ProcessIdentity orphan, ProcessHandle process) {
        orphan.end().sendTo(orphan.pid());
        if (!isGone(process)) {
            process.destroyForcibly();
            if (!isGone(process)) {
                throw new PartFailedException("Process " + orphan.pid() + ", left by an earlier run, can't be ended.");
            }
        }
    }

    private static boolean isGone(ProcessHandle process) {
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new PartFailedException("Waiting for process " + process.pid() + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
