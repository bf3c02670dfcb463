package dev.ridewire.stack.command;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Reports the progress of a long reading now and then. It uses the error output, because a program may read the other
 * one.
 */
final class ReadingProgress implements Consumer<Integer> {
    private static final long EVERY = 100_000;

    private final PrintWriter err;
    private long read;

    ReadingProgress(CommandSpec spec) {
        this.err = spec.commandLine().getErr();
    }

    @Override
    public void accept(Integer records) {
        long before = read;
        read += records;
        if (before / EVERY < read / EVERY) {
            err.println("… " + read + " records read");
            err.flush();
        }
    }
}
