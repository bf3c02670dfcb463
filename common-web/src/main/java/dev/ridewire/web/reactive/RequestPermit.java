package dev.ridewire.web.reactive;

import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.ContextView;

/** The permission of a request to be under way, kept in the Reactor context of all work for it. */
public interface RequestPermit {
    /** Returns the permit in the context, or one without effect for a request without a limit. */
    static RequestPermit of(ContextView context) {
        return context.hasKey(RequestPermit.class) ? context.get(RequestPermit.class) : Uncounted.PERMIT;
    }

    /** Returns the permit of an exchange, or one without effect for a request without a limit. */
    static RequestPermit of(ServerWebExchange exchange) {
        return exchange.getAttribute(RequestPermit.class.getName()) instanceof RequestPermit permit
                ? permit
                : Uncounted.PERMIT;
    }

    /** Keeps the permit until {@link #workEnds}, even if the client disconnects. */
    void workBegins();

    /** Ends one piece of work; call it once for each {@link #workBegins}. */
    void workEnds();

    /** Gives the permit back now, because the rest of the request lasts long without being work. */
    void leave();

    /**
     * Counts this request's time in the measure of how busy the service is. Call it for a permitted request of a known
     * person.
     */
    void measure();

    /** The permit of requests without a limit. */
    enum Uncounted implements RequestPermit {
        PERMIT;

        @Override
        public void workBegins() {}

        @Override
        public void workEnds() {}

        @Override
        public void leave() {}

        @Override
        public void measure() {}
    }
}
