package dev.ridewire.stack.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Dead letters. */
@Command(name = "dead-letters", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Shows and settles events that were set aside: by a consumer that failed on them (ID like "
        + "ridewire.booking.ride.v1.dlt/0/42), or because Kafka refused them (ID like outbox/booking/EVENT-ID). When to do what: docs/dead-letters.md.", subcommands = {
                ListLettersCommand.class, ShowLetterCommand.class, RedriveLettersCommand.class,
                DiscardLettersCommand.class, HelpCommand.class})
public final class DeadLettersCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What about the dead letters?");
    }
}
