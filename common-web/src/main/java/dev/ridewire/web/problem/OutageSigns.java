package dev.ridewire.web.problem;

/** A check whether an error means "a dependency is away or slow" rather than "this service is broken". */
@FunctionalInterface
public interface OutageSigns {
    /** Reports whether this error alone, without its causes, is such a sign. */
    boolean recognise(Throwable error);
}
