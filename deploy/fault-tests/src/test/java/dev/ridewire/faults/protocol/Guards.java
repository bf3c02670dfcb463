package dev.ridewire.faults.protocol;

/** What protects the protocol. Tests take one away and see the simulation fail: it looks at what it claims to look at. */
record Guards(boolean deduplicates, boolean gatesByVersion) {
    static final Guards ALL = new Guards(true, true);

    Guards withoutVersionGate() {
        return new Guards(deduplicates, false);
    }
}
