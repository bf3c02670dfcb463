package dev.ridewire.stack.command;

import dev.ridewire.stack.letters.LetterView;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the letters that are not settled. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what is neither redriven nor discarded; those of one aggregate in their order. Ends with 0, whether there are any or not.")
public final class ListLettersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LetterOptions options = new LetterOptions();

    @Option(names = "--consumer", paramLabel = "NAME", description = "Only what this consumer failed on, for example dispatch.rides.")
    private @Nullable String consumer;

    @Option(names = "--aggregate", paramLabel = "ID", description = "Only events of this ride, match, trip or driver.")
    private @Nullable String aggregate;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many at most (default ${DEFAULT-VALUE}); all are counted.")
    private int limit = 1_000;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        Predicate<LetterView> wanted = LetterView.about(consumer, aggregate);
        var count = new Count();
        var refused = options.refused();
        refused.list().stream().filter(wanted).forEach(view -> show(view, count));
        long notSent = count.all;
        try (var office = options.office()) {
            office.forEachOpen(letters -> letters.stream().map(LetterView::of).filter(wanted)
                    .forEach(view -> show(view, count)), new ReadingProgress(spec));
        } catch (KafkaException e) {
            throw LetterOptions.noAnswer(e);
        }
        if (!json) {
            summarize(count.all - notSent, notSent, refused.canBeReached());
        }
        return 0;
    }

    private void show(LetterView view, Count count) {
        if (count.all++ < limit) {
            if (json) {
                Output.say(spec, view.toJson());
            } else {
                view.inList(Instant.now()).forEach(line -> Output.say(spec, line));
            }
        }
    }

    private void summarize(long letters, long notSent, boolean databases) {
        Output.say(spec,
                letters == 0 ? "No dead letters." : letters + (letters == 1 ? " dead letter." : " dead letters."));
        if (notSent > 0) {
            Output.say(spec, notSent + (notSent == 1 ? " event" : " events") + " that Kafka refused.");
        }
        if (letters + notSent > limit) {
            Output.say(spec, "Only the first " + limit + " are shown; --limit shows more.");
        }
        if (!databases) {
            Output.say(spec,
                    "Events that Kafka refused are in the services' databases, which can't be reached from here.");
        }
    }

    private static final class Count {
        private long all;
    }
}
