package dev.ridewire.web.problem;

/** Tells an error that means "a dependency is away or slow" from one that means "we are broken". */
@FunctionalInterface
public interface OutageSigns {
    /** Reports whether this error alone, without its causes, is such a sign. */
    boolean recognise(Throwable error);
}
