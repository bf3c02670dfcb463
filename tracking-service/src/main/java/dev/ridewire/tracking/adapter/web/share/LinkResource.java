package dev.ridewire.tracking.adapter.web.share;

/**
 * A new link to a ride.
 *
 * @param token opens the link; nobody can look it up later
 * @param page  the address of the page for a browser, below the service's own. The token stands behind {@code #}, so
 *              that no server and no log sees it
 */
record LinkResource(String token, String page) {
    static LinkResource of(String token) {
        return new LinkResource(token, "/share#" + token);
    }
}
