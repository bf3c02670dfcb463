package dev.ridewire.stack.command;

import dev.ridewire.messaging.deadletter.DeadLetterOffice;
import dev.ridewire.messaging.deadletter.LetterId;
import dev.ridewire.stack.letters.LetterView;
import dev.ridewire.stack.letters.RefusedId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one letter in full. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows everything about one: headers, payload, the exception with its stack, and where its trace is.")
public final class ShowLetterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LetterOptions options = new LetterOptions();

    @Parameters(paramLabel = "ID", description = "As `list` prints it.")
    private String id = "";

    @Override
    public Integer call() {
        if (RefusedId.isOne(id)) {
            Optional<LetterView> event = options.refused().find(RefusedId.parse(id));
            event.ifPresent(view -> view.inFull(view.record(), options.zipkin(), Instant.now())
                    .forEach(line -> Output.say(spec, line)));
            return event.isPresent() ? 0 : missing();
        }
        var letterId = LetterId.parse(id);
        try (var office = options.office()) {
            return show(office, letterId) ? 0 : missing();
        } catch (KafkaException e) {
            throw LetterOptions.noAnswer(e);
        }
    }

    private boolean show(DeadLetterOffice office, LetterId letterId) {
        var found = office.find(letterId);
        if (found.isEmpty()) {
            return false;
        }
        var letter = found.get();
        var payload = letter.lacksPayload() ? office.original(letter).orElse(null) : letter.record();
        LetterView.of(letter).inFull(payload, options.zipkin(), Instant.now())
                .forEach(line -> Output.say(spec, line));
        Output.say(spec, "");
        Output.say(spec, office.settlementOf(letterId).map(LetterSentences::settled).orElse("It is not settled."));
        return true;
    }

    private int missing() {
        spec.commandLine().getErr().println(LetterSentences.missing(id));
        return 1;
    }
}
