package dev.ridewire.systemtests.protocol;

/**
 * The guarantees that the inbox gives the protocol. A test removes one and sees the simulation fail. This proves that
 * the simulation checks the guarantee.
 */
enum Guards {
    ALL, NO_VERSION_GATE;

    boolean gatesByVersion() {
        return this == ALL;
    }
}
