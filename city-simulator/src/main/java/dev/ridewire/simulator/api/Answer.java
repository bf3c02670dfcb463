package dev.ridewire.simulator.api;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcome of a call, after its retries. */
public sealed interface Answer<T> {
    /** The call succeeded. */
    record Done<T>(T value) implements Answer<T> {
        public Done {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The service refused the call.
     *
     * @param problem      the slug of the problem's type, or the status if there is none
     * @param currentState the state that prevents it, if the service named it
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

    /** No service answered in time, or it only answered "later": the call may have taken effect or not. */
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
