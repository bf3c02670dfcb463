package dev.ridewire.tracking.adapter.messaging.life;

import com.google.protobuf.Timestamp;
import dev.ridewire.events.type.v1.Money;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.tracking.domain.life.Aggregate;
import dev.ridewire.tracking.domain.life.Facts;
import dev.ridewire.tracking.domain.life.LifeEvent;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parts of the contract that all streams share. */
final class Contract {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-.*");

    private Contract() {}

    static LifeEvent eventOf(ReceivedEvent<?> event, Aggregate aggregate, @Nullable UUID rideId, Facts facts) {
        return new LifeEvent(event.id(), aggregate, event.aggregateId(), event.version(),
                event.type().substring(event.type().lastIndexOf('.') + 1), rideId, event.occurredAt(),
                traceIdOf(event.trace().traceparent()), facts);
    }

    /** Returns the state without the prefix that Protobuf's style asks for. */
    static String stateOf(Enum<?> state, String prefix) {
        return state.name().startsWith(prefix) ? state.name().substring(prefix.length()) : state.name();
    }

    static Instant instantOf(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    static String textOf(Money price) {
        return price.getAmount() + " " + price.getCurrency();
    }

    static @Nullable String textOf(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String traceIdOf(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        Matcher matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
