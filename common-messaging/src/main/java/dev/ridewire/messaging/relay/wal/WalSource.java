package dev.ridewire.messaging.relay.wal;

/** A reader of the WAL, which passes its content to a {@link ChangeHandler}. It runs once. */
public interface WalSource {
    /** Reads until it is stopped or fails. */
    void run() throws Exception;

    /** Reports whether it holds the slot. */
    boolean isStreaming();

    /** Makes {@link #run} return soon. The engine calls it repeatedly until it has returned. */
    void stop();
}
