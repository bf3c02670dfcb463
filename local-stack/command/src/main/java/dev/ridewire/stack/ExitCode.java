package dev.ridewire.stack;

/** The exit codes of the command; {@code ridewire help} lists them. */
enum ExitCode {
    OK(0, "done"),
    FAILED(1, "it did not go as it should: a ride without a final state, a part that is not ready"),
    USAGE(2, "a wrong option or argument"),
    NO_JDK(3, "no JDK 25 was found"),
    BUILD(4, "the build failed"),
    PORT_TAKEN(5, "a port is in use by another process"),
    BROKEN_DATA(6, "a folder or what is in it can't be used"),
    PART_FAILED(7, "a part did not start, or died too often"),
    BUSY_OR_ABSENT(8, "a stack runs here already; or none runs where one is needed");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
