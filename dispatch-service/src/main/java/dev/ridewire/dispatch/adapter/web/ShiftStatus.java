package dev.ridewire.dispatch.adapter.web;

/** What a driver can choose. */
enum ShiftStatus {
    ONLINE, OFFLINE
}
