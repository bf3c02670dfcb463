package dev.ridewire.web.reactive;

import reactor.util.context.ContextView;

/** A request's leave to be under way, in the Reactor context of all that is done for it. */
public interface RequestPermit {
    /** Returns the permit of the context's request, or one without effect where no limit counts. */
    static RequestPermit of(ContextView context) {
        return context.hasKey(RequestPermit.class) ? context.get(RequestPermit.class) : Uncounted.PERMIT;
    }

    /** Keeps the permit until {@link #workEnds}, even if the client hangs up. */
    void workBegins();

    /** Once for each {@link #workBegins}. */
    void workEnds();

    /** Gives the permit back now: what follows lasts long and needs none. */
    void leave();

    /** Somebody known asks for what they may: how long the answer takes says how busy the service is. */
    void measure();

    /** The permit of requests that no limit counts. */
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
