package dev.ridewire.simulator.api;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcome of a call, after its retries. */
public sealed interface Answer<T> {
    /** It was done. */
    record Done<T>(T value) implements Answer<T> {
        public Done {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The service said no.
     *
     * @param problem      the slug of the problem's type, or the status where there is none
     * @param currentState the state that stood in the way, if the service said so
     */
    record Refused<T>(int status, String problem, @Nullable String currentState) implements Answer<T> {
        public Refused {
            Objects.requireNonNull(problem, "problem");
        }

        @Override
        public String toString() {
            return status + " " + problem + (currentState == null ? "" : " (" + currentState + ")");
        }
    }

    /** Nobody answered in time, or only to say "later": it may have been done or not. */
    record Unanswered<T>(String why) implements Answer<T> {
        public Unanswered {
            Objects.requireNonNull(why, "why");
        }
    }

    default <R> Answer<R> map(Function<T, R> change) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(change.apply(value));
            case Refused<T>(int status, String problem, String state) -> new Refused<>(status, problem, state);
            case Unanswered<T>(String why) -> new Unanswered<>(why);
        };
    }
}
