package dev.ridewire.messaging.relay;

/** The activity of a relay. */
public enum RelayState {
    STOPPED,
    /** The relay connects and tries to take the lead, at the start or after a failure. */
    STARTING,
    /** Another instance leads. */
    STANDBY,
    /** The slot was lost, so the relay sends events from the outbox table. */
    REPUBLISHING,
    STREAMING
}
