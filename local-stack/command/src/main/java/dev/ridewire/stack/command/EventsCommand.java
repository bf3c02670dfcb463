package dev.ridewire.stack.command;

import dev.ridewire.stack.events.EventReader;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows events. */
@Command(name = "events", mixinStandardHelpOptions = true, description = "Prints what is on the topics, dead letters included, as one JSON object a line, and ends at the end of the "
        + "topics. Those of one ride come ordered by time; without --ride, order holds within an aggregate.")
public final class EventsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--ride", paramLabel = "ID", converter = RideId.class, description = "Only events of this ride, its match and its trip.")
    private @Nullable UUID ride;

    @Option(names = "--follow", description = "Go on with new events until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() {
        String id = ride == null ? null : ride.toString();
        try (var reader = new EventReader(Surroundings.runningStack().ports().kafkaServers())) {
            if (follow) {
                reader.follow(id, line -> Output.say(spec, line));
            } else {
                reader.readAll(id, line -> Output.say(spec, line));
            }
        }
        return 0;
    }

    /** The reader of a ride's id. A part of one would find nothing, as if the ride had no events. */
    static final class RideId implements ITypeConverter<UUID> {
        @Override
        public UUID convert(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("\"%s\" (expected: a whole UUID)".formatted(text));
            }
        }
    }
}
