package dev.ridewire.stack.command;

import dev.ridewire.messaging.deadletter.DeadLetter;
import dev.ridewire.messaging.deadletter.DeadLetterOffice;
import dev.ridewire.messaging.deadletter.LetterId;
import dev.ridewire.messaging.deadletter.Settlement;
import dev.ridewire.stack.letters.LetterView;
import dev.ridewire.stack.letters.RefusedId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends letters again. */
@Command(name = "redrive", mixinStandardHelpOptions = true, description = "Sends events again after their failure's cause is repaired. The consumer applies an event if it is still the newest of its aggregate and drops "
        + "it if not; to send one twice changes nothing. Ends with 0 if all that was named is sent, now or before.")
public final class RedriveLettersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LetterOptions options = new LetterOptions();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "As `list` prints it.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "Everything that `list` lists now.")
    private boolean all;

    @Option(names = "--consumer", paramLabel = "NAME", description = "With --all: only what this consumer failed on.")
    private @Nullable String consumer;

    @Option(names = "--again", description = "Also what was settled before.")
    private boolean again;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided (default: ${DEFAULT-VALUE}).")
    private String by = System.getProperty("user.name");

    private boolean failed;

    @Override
    public Integer call() {
        if (all == !ids.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Which ones: IDs, or --all?");
        }
        if (consumer != null && !all) {
            throw new ParameterException(spec.commandLine(), "--consumer goes with --all.");
        }
        var letters = ids.stream().filter(id -> !RefusedId.isOne(id)).map(LetterId::parse).toList();
        var refused = ids.stream().filter(RefusedId::isOne).map(RefusedId::parse).toList();
        refused.forEach(this::redrive);
        if (all && consumer == null) {
            options.refused().list().forEach(view -> redrive(RefusedId.parse(view.id())));
        }
        try (var office = options.office()) {
            if (all) {
                office.forEachOpen(open -> redrive(office, open.stream()
                        .filter(letter -> LetterView.about(consumer, null).test(LetterView.of(letter))).toList()),
                        new ReadingProgress(spec));
            }
            letters.forEach(id -> office.find(id).ifPresentOrElse(letter -> redriveUnlessSettled(office, letter),
                    () -> fail(LetterSentences.missing(id.toString()))));
        } catch (KafkaException e) {
            throw LetterOptions.noAnswer(e);
        }
        return failed ? 1 : 0;
    }

    private void redrive(RefusedId id) {
        if (options.refused().redrive(id)) {
            Output.say(spec, id + ": back in the outbox of " + id.service() + ", whose relay tries again");
        } else {
            fail(LetterSentences.missing(id.toString()));
        }
    }

    private void redriveUnlessSettled(DeadLetterOffice office, DeadLetter letter) {
        var settlement = again ? null : office.settlementOf(letter.id()).orElse(null);
        if (settlement == null) {
            redrive(office, List.of(letter));
        } else if (settlement.kind() == Settlement.Kind.REDRIVEN) {
            Output.say(spec,
                    letter.id() + ": " + LetterSentences.settled(settlement) + " Nothing is sent; --again does.");
        } else {
            fail(letter.id() + ": " + LetterSentences.settled(settlement) + " --again sends it all the same.");
        }
    }

    private void redrive(DeadLetterOffice office, List<DeadLetter> letters) {
        for (var outcome : office.redrive(letters, by)) {
            var line = outcome.letter().id() + ": " + outcome.detail();
            if (outcome.sent()) {
                Output.say(spec, line);
            } else {
                fail(line);
            }
        }
    }

    private void fail(String sentence) {
        failed = true;
        spec.commandLine().getErr().println(sentence);
    }
}
