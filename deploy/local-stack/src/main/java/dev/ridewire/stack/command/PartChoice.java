package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Part;
import picocli.CommandLine.Parameters;

/** Which part a command is about. */
final class PartChoice {
    @Parameters(paramLabel = "PART", description = "booking, dispatch, tracking, postgres, kafka or zipkin")
    private String label = "";

    /**
     * The part.
     *
     * @throws IllegalArgumentException for a name that no part has
     */
    Part part() {
        return Part.of(label);
    }
}
