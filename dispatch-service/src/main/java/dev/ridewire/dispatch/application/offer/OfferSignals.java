package dev.ridewire.dispatch.application.offer;

import java.util.Objects;
import reactor.core.publisher.Flux;

/** Signals to every instance that offers changed. They carry no offer: a reader looks it up. */
public interface OfferSignals {
    /** A signal about the offers of one driver, or of any. */
    sealed interface Signal {
        /** An offer of this driver was made, answered or ended, and that is committed. */
        record Changed(String driverId) implements Signal {
            public Changed {
                Objects.requireNonNull(driverId, "driverId");
            }
        }

        /** Signals may have been missed until now; from now on none is. */
        record Missed() implements Signal {}
    }

    /** Returns the signals from now on, beginning with {@code Missed}; neither fails nor ends. */
    Flux<Signal> signals();
}
