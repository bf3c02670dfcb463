package dev.ridewire.messaging.relay;

/**
 * The slot's lag in bytes of WAL; NaN if it is unknown.
 *
 * @param behind the WAL that is not confirmed yet
 * @param safe   how much WAL may still be written before the server may delete WAL that the slot needs; NaN without
 *         such a bound
 * @param isRead whether the server is reading WAL for its reader right now, and waits neither for new WAL nor for that
 *         reader
 */
public record SlotLag(double behind, double safe, boolean isRead) {
    public static final SlotLag UNKNOWN = new SlotLag(Double.NaN, Double.NaN, false);
}
