package dev.ridewire.bench;

import dev.ridewire.bench.relay.RelayBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code ridewire bench} command. */
@Command(name = "ridewire bench", description = "Measures on real PostgreSQL and Kafka, started for it and thrown away.", synopsisSubcommandLabel = "WHAT", subcommands = {
        RelayBench.class, HelpCommand.class})
public final class Bench implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((problem, command, parsed) -> {
            problem.printStackTrace(command.getErr());
            return problem instanceof IllegalArgumentException ? 2 : 1;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Measure what?");
    }
}
