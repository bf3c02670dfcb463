package dev.ridewire.service.batch;

/** A command that may share a statement with others. */
public interface BatchedCommand {
    /**
     * Returns what the command changes. Commands with equal keys never run at the same time: they run one after the
     * other, in the order of their arrival.
     */
    Object conflictKey();

    /** Returns about how many bytes the command adds to a statement. */
    int bytes();
}
