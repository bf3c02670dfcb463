package dev.ridewire.tracking.adapter.messaging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one unreadable record from taking its poll with it. */
final class Readable {
    private static final Logger log = LoggerFactory.getLogger(Readable.class);

    private Readable() {}

    /** Runs a record's handling; a record that violates its contract is skipped. */
    static void each(Runnable handling) {
        try {
            handling.run();
        } catch (IllegalArgumentException e) {
            log.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("record skipped: not of its contract");
        }
    }
}
