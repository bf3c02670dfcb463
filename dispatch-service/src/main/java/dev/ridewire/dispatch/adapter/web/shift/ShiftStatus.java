package dev.ridewire.dispatch.adapter.web.shift;

/** The states of a shift that a driver can choose. */
enum ShiftStatus {
    ONLINE, OFFLINE
}
