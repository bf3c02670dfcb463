package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.StackPorts;
import dev.ridewire.stack.run.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how to start a stack. */
final class StackOptions {
    @Option(names = "--fresh", description = "Forget all data first; keys and logs stay.")
    private boolean fresh;

    @Option(names = "--base-port", paramLabel = "N", description = "Move all ports: booking N+1, dispatch N+2, tracking N+3, Zipkin N+4, Kafka N+5 and N+6, "
            + "PostgreSQL N+7, management N+11 to N+13.")
    private @Nullable Integer basePort;

    @Option(names = "--only", paramLabel = "PART", split = ",", description = "Run some parts: booking, dispatch, tracking (each brings what it stands on), postgres, kafka, zipkin.")
    private List<String> only = new ArrayList<>();

    StackSettings settings() {
        return new StackSettings(
                Surroundings.home(),
                Surroundings.installation(),
                basePort == null ? StackPorts.USUAL : StackPorts.from(basePort),
                Part.withFoundations(only.isEmpty() ? List.of(Part.values()) : only.stream().map(Part::of).toList()),
                fresh,
                Map.of());
    }

    /** Returns the same options as arguments. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (fresh) {
            arguments.add("--fresh");
        }
        if (basePort != null) {
            arguments.add("--base-port=" + basePort);
        }
        if (!only.isEmpty()) {
            arguments.add("--only=" + String.join(",", only));
        }
        return arguments;
    }
}
