package dev.ridewire.bench;

import dev.ridewire.bench.booking.BookingBench;
import dev.ridewire.bench.city.CityBench;
import dev.ridewire.bench.dispatch.DispatchBench;
import dev.ridewire.bench.edge.EdgeBench;
import dev.ridewire.bench.inbox.InboxBench;
import dev.ridewire.bench.relay.RelayBench;
import dev.ridewire.bench.trips.TripsBench;
import dev.ridewire.parts.PartFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code ridewire bench} command. */
@Command(name = "ridewire bench", mixinStandardHelpOptions = true, description = "Measures on real PostgreSQL and Kafka, started for it and thrown away; dispatch and trips need neither.", synopsisSubcommandLabel = "WHAT", subcommands = {
        BookingBench.class, RelayBench.class, InboxBench.class, DispatchBench.class, TripsBench.class,
        EdgeBench.class, CityBench.class, HelpCommand.class})
public final class Bench implements Runnable {
    /** The exit codes that {@code ridewire help} lists. */
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int PART_FAILED = 7;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((problem, command, parsed) -> {
            switch (problem) {
                case IllegalArgumentException wrong -> {
                    command.getErr().println(wrong.getMessage());
                    return USAGE;
                }
                case PartFailedException failed -> {
                    command.getErr().println(failed.getMessage());
                    return PART_FAILED;
                }
                default -> {
                    problem.printStackTrace(command.getErr());
                    return FAILED;
                }
            }
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Measure what?");
    }
}
