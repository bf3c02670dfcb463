package dev.ridewire.systemtests.protocol;

/**
 * What the inbox promises the protocol. A test takes it away and sees the simulation fail: it looks at what it claims
 * to look at.
 */
enum Guards {
    ALL, NO_VERSION_GATE;

    boolean gatesByVersion() {
        return this == ALL;
    }
}
