package dev.ridewire.tracking.domain.board;

/** A state of dispatch's search for a ride's driver. */
public enum SearchState {
    SEARCHING, OFFERED, ASSIGNED, FAILED, CLOSED
}
