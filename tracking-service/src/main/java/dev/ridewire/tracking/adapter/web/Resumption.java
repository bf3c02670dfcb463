package dev.ridewire.tracking.adapter.web;

/**
 * The return of a client with its {@code Last-Event-ID}.
 *
 * @param known the newest version that the client has; 0 if its id is none of ours
 */
record Resumption(long known) {
    /** Reads the header. An unreadable one counts as a client that has nothing. */
    static Resumption after(String lastEventId) {
        try {
            return new Resumption(Math.max(0, Long.parseLong(lastEventId)));
        } catch (NumberFormatException e) {
            return new Resumption(0);
        }
    }

    /** Reports whether the client has this version, or a newer one, from its last connection. */
    boolean knows(long version) {
        return version <= known;
    }

    /** Returns the first event of the resumed stream. Older versions are not kept, so a gap can't be filled. */
    Resumed at(long version) {
        return new Resumed(version <= known + 1, version);
    }

    /**
     * The {@code resumed} event.
     *
     * @param recovered whether the client misses no version between its last one and the present one
     * @param version   the present version
     */
    record Resumed(boolean recovered, long version) {}
}
