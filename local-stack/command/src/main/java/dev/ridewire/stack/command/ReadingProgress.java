package dev.ridewire.stack.command;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Says now and then how much was read, where reading takes long. On the error output: the other one may be a program's.
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
