package dev.ridewire.service.batch;

/**
 * The size of batches.
 *
 * @param commands   the most commands of a statement
 * @param bytes      the most bytes of a statement; a longer command travels alone
 * @param statements the most statements under way
 */
public record BatchBounds(int commands, long bytes, int statements) {
    public BatchBounds {
        requirePositive("commands", commands);
        requirePositive("bytes", bytes);
        requirePositive("statements", statements);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d (expected: 1 or more)".formatted(name, value));
        }
    }
}
