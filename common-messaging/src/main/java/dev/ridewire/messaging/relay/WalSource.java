package dev.ridewire.messaging.relay;

/** A reader of the WAL, which passes its content to a {@link ChangeHandler}. It runs once. */
interface WalSource {
    /** Reads until it is stopped or fails. */
    void run() throws Exception;

    /** Reports whether the slot is held. */
    boolean isStreaming();

    /** Makes {@link #run} return soon. Called again and again until it has. */
    void stop();
}
