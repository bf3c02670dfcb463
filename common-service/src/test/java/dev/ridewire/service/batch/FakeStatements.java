package dev.ridewire.service.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Statements that end when a test says so, and that watch over what they are given. */
final class FakeStatements {
    /** A command that a statement refuses if its text begins so. */
    static final String POISON = "poison";

    private final List<Statement> underWay = new ArrayList<>();
    private final List<List<String>> begun = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final BatchBounds bounds;

    FakeStatements(BatchBounds bounds) {
        this.bounds = bounds;
    }

    /** @param key what it changes, and its text */
    record Command(String key, String text, int bytes) implements BatchedCommand {
        @Override
        public Object conflictKey() {
            return key;
        }
    }

    /** The failure of a statement through one of its commands. */
    static final class PoisonException extends RuntimeException {
        private static final long serialVersionUID = 1;

        PoisonException(String text) {
            super(text);
        }
    }

    private record Statement(List<Command> commands, Sinks.One<List<String>> answer) {}

    Mono<List<String>> run(List<Command> commands) {
        return Mono.defer(() -> {
            var statement = new Statement(commands, Sinks.one());
            underWay.add(statement);
            begun.add(commands.stream().map(Command::text).toList());
            check(commands);
            return statement.answer.asMono().doOnCancel(() -> underWay.remove(statement));
        });
    }

    /** Ends a statement: with an outcome for each command, or by the fault of one. */
    void end(int number) {
        var statement = underWay.remove(number);
        var poison = statement.commands.stream().filter(command -> command.text.startsWith(POISON)).findFirst();
        if (poison.isPresent()) {
            statement.answer.tryEmitError(new PoisonException(poison.get().text)).orThrow();
        } else {
            statement.answer.tryEmitValue(statement.commands.stream().map(command -> "did " + command.text).toList())
                    .orThrow();
        }
    }

    void fail(int number, RuntimeException failure) {
        underWay.remove(number).answer.tryEmitError(failure).orThrow();
    }

    int underWay() {
        return underWay.size();
    }

    /** The texts of the commands of every statement so far. */
    List<List<String>> begun() {
        return begun;
    }

    /** The promises that were broken. */
    List<String> broken() {
        return broken;
    }

    private void check(List<Command> commands) {
        if (underWay.size() > bounds.statements()) {
            broken.add("statements under way: %d".formatted(underWay.size()));
        }
        if (commands.isEmpty() || commands.size() > bounds.commands()) {
            broken.add("commands of a statement: %d".formatted(commands.size()));
        }
        if (commands.size() > 1 && commands.stream().mapToInt(Command::bytes).sum() > bounds.bytes()) {
            broken.add("bytes of " + commands);
        }
        Set<String> keys = new HashSet<>();
        underWay.stream().flatMap(statement -> statement.commands.stream())
                .filter(command -> !keys.add(command.key))
                .forEach(command -> broken.add("two commands at once change " + command.key));
    }
}
