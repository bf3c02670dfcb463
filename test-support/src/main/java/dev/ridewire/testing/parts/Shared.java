package dev.ridewire.testing.parts;

import dev.ridewire.parts.PartFailedException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One part for all tests of the JVM. If it does not start, every test that asks for it gets the reason at once. */
final class Shared<P> {
    private final Supplier<? extends P> start;
    private @Nullable P part;
    private @Nullable RuntimeException failure;

    /** @param start called once, at the first request */
    Shared(Supplier<? extends P> start) {
        this.start = start;
    }

    synchronized P get() {
        if (failure != null) {
            throw new PartFailedException(String.valueOf(failure.getMessage()), failure);
        }
        if (part == null) {
            try {
                part = start.get();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return part;
    }
}
