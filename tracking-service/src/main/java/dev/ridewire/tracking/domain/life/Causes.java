package dev.ridewire.tracking.domain.life;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The causes of a ride's events. Booking's and dispatch's events cause each other; within an aggregate versions do. */
final class Causes {
    private final List<LifeEvent> events;
    private final Map<Aggregate, Map<String, NavigableMap<Long, LifeEvent>>> byVersion = new HashMap<>();

    Causes(List<LifeEvent> events) {
        this.events = List.copyOf(events);
        events.forEach(event -> byVersion.computeIfAbsent(event.aggregate(), unseen -> new HashMap<>())
                .computeIfAbsent(event.aggregateId(), unseen -> new TreeMap<>())
                .put(event.version(), event));
    }

    /** Returns the recorded cause; null for the first event, or where the cause was not recorded. */
    @Nullable
    LifeEvent of(LifeEvent event) {
        return switch (Kind.of(event)) {
            case SEARCH_STARTED -> otherwisePrevious(event, last(Aggregate.RIDE, cause -> sameAttempt(cause, event)
                    && (Kind.of(cause) == Kind.RIDE_REQUESTED || Kind.of(cause) == Kind.DRIVER_CANCELLED)));
            case DRIVER_ASSIGNED -> otherwisePrevious(event, last(Aggregate.MATCH,
                    cause -> sameAttempt(cause, event) && Kind.of(cause) == Kind.MATCH_ASSIGNED));
            case NO_DRIVER_FOUND -> otherwisePrevious(event, last(Aggregate.MATCH,
                    cause -> sameAttempt(cause, event) && Kind.of(cause) == Kind.MATCH_FAILED));
            case RIDE_CANCELLED -> otherwisePrevious(event, newest(Stream.concat(
                    Stream.ofNullable(previous(event)),
                    Stream.ofNullable(last(Aggregate.MATCH, cause -> !cause.occurredAt().isAfter(event.occurredAt())
                            && Kind.of(cause) != Kind.MATCH_CLOSED)))));
            case FARE_SETTLED -> otherwisePrevious(event, last(Aggregate.TRIP, cause -> true));
            case TRIP_MEASURED -> last(Aggregate.RIDE, cause -> Kind.of(cause) == Kind.RIDE_COMPLETED);
            case MATCH_CLOSED -> otherwisePrevious(event, last(Aggregate.RIDE,
                    cause -> Kind.of(cause) == Kind.RIDE_CANCELLED || Kind.of(cause) == Kind.RIDE_COMPLETED
                            || Kind.of(cause) == Kind.NO_DRIVER_FOUND));
            case OTHER -> event.aggregate() == Aggregate.DRIVER
                    ? last(Aggregate.MATCH, cause -> !cause.occurredAt().isAfter(event.occurredAt()))
                    : previous(event);
            case RIDE_SCHEDULED, RIDE_REQUESTED, DRIVER_ARRIVED, RIDE_STARTED, RIDE_COMPLETED, DRIVER_CANCELLED,
                    OFFER_MADE, OFFER_DECLINED, OFFER_EXPIRED, MATCH_ASSIGNED, MATCH_FAILED ->
                previous(event);
        };
    }

    private @Nullable LifeEvent otherwisePrevious(LifeEvent event, @Nullable LifeEvent cause) {
        return cause == null ? previous(event) : cause;
    }

    private @Nullable LifeEvent previous(LifeEvent event) {
        var versions = byVersion.getOrDefault(event.aggregate(), Map.of()).get(event.aggregateId());
        var before = versions == null ? null : versions.lowerEntry(event.version());
        return before == null ? null : before.getValue();
    }

    private @Nullable LifeEvent last(Aggregate aggregate, Predicate<LifeEvent> isCause) {
        return events.stream().filter(event -> event.aggregate() == aggregate && isCause.test(event))
                .max(Comparator.comparingLong(LifeEvent::version)).orElse(null);
    }

    private static @Nullable LifeEvent newest(Stream<LifeEvent> causes) {
        return causes.max(Comparator.comparing(LifeEvent::occurredAt)).orElse(null);
    }

    private static boolean sameAttempt(LifeEvent one, LifeEvent other) {
        return one.facts().attempt() != null && one.facts().attempt().equals(other.facts().attempt());
    }
}
