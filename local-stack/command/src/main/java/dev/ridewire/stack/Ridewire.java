package dev.ridewire.stack;

import dev.ridewire.parts.BrokenDataException;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.command.BenchCommand;
import dev.ridewire.stack.command.DeadLettersCommand;
import dev.ridewire.stack.command.DemoCommand;
import dev.ridewire.stack.command.DownCommand;
import dev.ridewire.stack.command.EventsCommand;
import dev.ridewire.stack.command.RestartCommand;
import dev.ridewire.stack.command.StartCommand;
import dev.ridewire.stack.command.StatusCommand;
import dev.ridewire.stack.command.StopCommand;
import dev.ridewire.stack.command.TokenCommand;
import dev.ridewire.stack.command.UpCommand;
import dev.ridewire.stack.run.PortTakenException;
import dev.ridewire.stack.run.StackAbsentException;
import dev.ridewire.stack.run.StackBusyException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code ridewire} command. */
@Command(name = "ridewire", mixinStandardHelpOptions = true, description = "Ridewire on this machine: three services on real PostgreSQL and Kafka, every ride a trace in Zipkin.", synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", exitCodeListHeading = "%nExit codes:%n", footer = {
        "", "`ridewire help COMMAND` says more. Data, logs and keys are in .ridewire/."}, subcommands = {
                UpCommand.class, DemoCommand.class, StatusCommand.class, TokenCommand.class, EventsCommand.class,
                DeadLettersCommand.class, BenchCommand.class,
                StopCommand.class, StartCommand.class, RestartCommand.class, DownCommand.class, HelpCommand.class})
public final class Ridewire implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Ridewire() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Ridewire());
        line.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        tellVersion(line, "ridewire " + Objects.requireNonNullElse(
                Ridewire.class.getPackage().getImplementationVersion(), "(built from source)"));
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            command.getErr().println(sentence(problem));
            return exitCode(problem).code();
        });
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static void tellVersion(CommandLine command, String version) {
        command.getCommandSpec().version(version);
        command.getSubcommands().values().forEach(subcommand -> tellVersion(subcommand, version));
    }

    private static Map<String, String> exitCodes() {
        var codes = new LinkedHashMap<String, String>();
        for (ExitCode exit : ExitCode.values()) {
            codes.put(Integer.toString(exit.code()), exit.meaning());
        }
        return codes;
    }

    private static String sentence(Exception problem) {
        return problem instanceof PartFailedException || problem instanceof IllegalArgumentException
                ? String.valueOf(problem.getMessage())
                : "Something unexpected happened: " + problem;
    }

    private static ExitCode exitCode(Exception problem) {
        return switch (problem) {
            case PortTakenException taken -> ExitCode.PORT_TAKEN;
            case StackBusyException busy -> ExitCode.BUSY_OR_ABSENT;
            case StackAbsentException absent -> ExitCode.BUSY_OR_ABSENT;
            case BrokenDataException broken -> ExitCode.BROKEN_DATA;
            case PartFailedException failed -> ExitCode.PART_FAILED;
            case IllegalArgumentException wrong -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
    }
}
