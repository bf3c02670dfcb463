package dev.ridewire.messaging.relay;

/** What reads the WAL and tells a {@link ChangeHandler}. It runs once. */
interface WalSource {
    /** Reads until it is stopped or fails. */
    void run() throws Exception;

    /** Whether the slot is held. */
    boolean isStreaming();

    /** Makes {@link #run} return soon. Called again and again until it has. */
    void stop();
}
