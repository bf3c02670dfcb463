package dev.ridewire.stack.command;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** The output for the lines of a command. */
final class Output {
    private Output() {}

    /** Prints a line and flushes it, so that it is seen at once. */
    static void say(CommandSpec command, String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
