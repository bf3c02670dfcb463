package dev.ridewire.dispatch.adapter.web;

/** The states of a shift that a driver can choose. */
enum ShiftStatus {
    ONLINE, OFFLINE
}
