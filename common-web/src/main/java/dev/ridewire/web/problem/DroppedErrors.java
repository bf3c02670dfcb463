package dev.ridewire.web.problem;

import io.netty.channel.ChannelException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Hooks;

/**
 * The handling of errors that come after their subscriber has gone. Reactor logs each with its stack trace. The error
 * of a client that disconnected is not ours, and thousands of them would hide real ones.
 */
final class DroppedErrors {
    private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);
    /** Reactor's hooks belong to the JVM and accumulate, but applications in one JVM come and go. */
    private static final AtomicBoolean WATCHED = new AtomicBoolean();

    /** Chains of causes may be circular. */
    private static final int MOST_CAUSES = 16;

    private DroppedErrors() {}

    static void watch() {
        if (WATCHED.compareAndSet(false, true)) {
            Hooks.onErrorDropped(DroppedErrors::drop);
        }
    }

    private static void drop(Throwable error) {
        // The second type means that the server gave up on a client, which knows it or is gone.
        if (DisconnectedClientHelper.isClientDisconnectedException(error) || error instanceof ChannelException) {
            log.atDebug().setCause(error).log("client hung up");
        } else if (isOfAnAbandonedStatement(error)) {
            log.atDebug().setCause(error).log("statement failed after its request had ended");
        } else {
            log.atError().setCause(error).log("request failed after its response had ended");
        }
    }

    /** The driver reads on behind a cancelled statement and passes its failure to nobody. */
    private static boolean isOfAnAbandonedStatement(Throwable error) {
        // By name: a service without a database has no such class.
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES)
                .anyMatch(cause -> cause.getClass().getName().startsWith("io.r2dbc."));
    }
}
