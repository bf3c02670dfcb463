package dev.ridewire.stack.command;

import dev.ridewire.messaging.deadletter.DeadLetterOffice;
import dev.ridewire.messaging.deadletter.LetterId;
import dev.ridewire.stack.letters.LetterView;
import dev.ridewire.stack.letters.RefusedEvents;
import dev.ridewire.stack.letters.RefusedId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Discards letters. */
@Command(name = "discard", mixinStandardHelpOptions = true, description = "Takes events off the list for good, without sending them. A dead letter stays where it is for as long as its topic keeps it, with your reason "
        + "behind it; an event that Kafka refused is deleted, and printed once more.")
public final class DiscardLettersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LetterOptions options = new LetterOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "As `list` prints it.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why nobody needs them.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided (default: ${DEFAULT-VALUE}).")
    private String by = System.getProperty("user.name");

    private boolean failed;

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("--reason: it is empty (expected: why nobody needs them)");
        }
        var letters = ids.stream().filter(id -> !RefusedId.isOne(id)).map(LetterId::parse).toList();
        var refused = ids.stream().filter(RefusedId::isOne).map(RefusedId::parse).toList();
        if (!refused.isEmpty()) {
            var events = options.refused();
            refused.forEach(id -> discard(events, id));
        }
        if (!letters.isEmpty()) {
            try (var office = options.office()) {
                letters.forEach(id -> discard(office, id));
            } catch (KafkaException e) {
                throw LetterOptions.noAnswer(e);
            }
        }
        return failed ? 1 : 0;
    }

    private void discard(RefusedEvents events, RefusedId id) {
        var event = events.find(id);
        if (event.isPresent() && events.discard(id)) {
            Output.say(spec, event.map(LetterView::toJson).orElse(""));
            Output.say(spec, id + ": discarded");
        } else {
            fail(LetterSentences.missing(id.toString()));
        }
    }

    private void discard(DeadLetterOffice office, LetterId id) {
        office.find(id).ifPresentOrElse(letter -> {
            office.discard(List.of(letter), by, reason);
            Output.say(spec, id + ": discarded");
        }, () -> fail(LetterSentences.missing(id.toString())));
    }

    private void fail(String sentence) {
        failed = true;
        spec.commandLine().getErr().println(sentence);
    }
}
