package dev.ridewire.simulator.city;

import java.nio.file.Path;

/** A trip file that can't be used; the message names the file, the line and what was expected there. */
public final class TripFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TripFileException(Path file, String what) {
        super(file + ": " + what);
    }

    TripFileException(Path file, long line, String what) {
        super("%s, line %d: %s".formatted(file, line, what));
    }
}
