package dev.ridewire.tracking.domain.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ride's events in causal order, with the waits of its way from the request to the driver.
 *
 * @param steps        all events; an event comes after its cause even if the clocks of two services disagree
 * @param criticalPath the waits from the request to the last assignment, or to the last event of a search without one;
 *                     each begins where the one before it ends
 * @param waits        the waits from the request to the last event of the ride; they begin with the critical path
 */
public record Timeline(List<Step> steps, List<Leg> criticalPath, List<Leg> waits) {
    public Timeline {
        steps = List.copyOf(steps);
        criticalPath = List.copyOf(criticalPath);
        waits = List.copyOf(waits);
    }

    /** Puts the events of one ride in order. */
    public static Timeline of(List<RecordedEvent> events) {
        var causes = new Causes(events.stream().map(RecordedEvent::event).toList());
        Map<UUID, Instant> times = new HashMap<>();
        List<Step> steps = new ArrayList<>(events.stream().map(recorded -> {
            LifeEvent event = recorded.event();
            LifeEvent cause = causes.of(event);
            Kind kind = Kind.of(event);
            return new Step(recorded, timeOf(event, causes, times), kind.laneOf(event), kind.weight(),
                    cause == null ? null : cause.id());
        }).toList());
        Map<UUID, Integer> depths = new HashMap<>();
        steps.sort(Comparator.comparing(Step::at)
                // At the same time, a cause comes before its effect.
                .thenComparing(step -> depthOf(step.event(), causes, depths))
                .thenComparing(step -> step.event().occurredAt())
                .thenComparing(step -> step.event().aggregate())
                .thenComparing(step -> step.event().version()));
        return new Timeline(steps, pathTo(endOfSearch(steps), steps), pathTo(endOfLife(steps), steps));
    }

    private static Instant timeOf(LifeEvent event, Causes causes, Map<UUID, Instant> times) {
        Instant known = times.get(event.id());
        if (known != null) {
            return known;
        }
        // An event that were its own cause, which no service publishes, would otherwise recurse without end.
        times.put(event.id(), event.occurredAt());
        LifeEvent cause = causes.of(event);
        Instant at = cause == null ? event.occurredAt() : later(event.occurredAt(), timeOf(cause, causes, times));
        times.put(event.id(), at);
        return at;
    }

    /** Returns the number of causes before an event. */
    private static int depthOf(LifeEvent event, Causes causes, Map<UUID, Integer> depths) {
        Integer known = depths.get(event.id());
        if (known != null) {
            return known;
        }
        depths.put(event.id(), 0);
        LifeEvent cause = causes.of(event);
        int depth = cause == null ? 0 : depthOf(cause, causes, depths) + 1;
        depths.put(event.id(), depth);
        return depth;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<Leg> pathTo(@Nullable Step end, List<Step> steps) {
        Map<UUID, Step> byId = new HashMap<>();
        steps.forEach(step -> byId.put(step.event().id(), step));
        List<Leg> legs = new ArrayList<>();
        Step to = end;
        while (to != null && Kind.of(to.event()) != Kind.RIDE_REQUESTED && legs.size() < steps.size()) {
            Step from = to.cause() == null ? null : byId.get(to.cause());
            Leg leg = from == null ? null : between(from, to);
            if (leg == null) {
                break;
            }
            legs.addFirst(leg);
            to = from;
        }
        return legs;
    }

    private static @Nullable Leg between(Step from, Step to) {
        Kind kind = Kind.of(from.event());
        return kind.waitsFor() == null
                ? null
                : new Leg(from.event().id(), to.event().id(), from.at(), to.at(), kind.waitsFor(),
                        Objects.requireNonNull(kind.waitsUntil(), "a wait has words"));
    }

    /** Returns the last assignment, or the event that ended or last moved a search without one. */
    private static @Nullable Step endOfSearch(List<Step> steps) {
        Step assigned = last(steps, Kind.DRIVER_ASSIGNED);
        Step reopened = last(steps, Kind.DRIVER_CANCELLED);
        if (assigned != null && (reopened == null || isAfter(assigned, reopened))) {
            return assigned;
        }
        for (Step step : steps.reversed()) {
            boolean ofSearch = switch (Kind.of(step.event())) {
                case RIDE_REQUESTED, RIDE_CANCELLED, NO_DRIVER_FOUND, DRIVER_CANCELLED, SEARCH_STARTED, OFFER_MADE,
                        OFFER_DECLINED, OFFER_EXPIRED, MATCH_ASSIGNED, MATCH_FAILED ->
                    true;
                case RIDE_SCHEDULED, DRIVER_ASSIGNED, DRIVER_ARRIVED, RIDE_STARTED, RIDE_COMPLETED, FARE_SETTLED,
                        MATCH_CLOSED, TRIP_MEASURED, OTHER ->
                    false;
            };
            if (ofSearch) {
                return step;
            }
        }
        return null;
    }

    /** Returns the last event that the ride itself moved by. */
    private static @Nullable Step endOfLife(List<Step> steps) {
        return steps.reversed().stream()
                .filter(step -> Kind.of(step.event()) != Kind.MATCH_CLOSED && Kind.of(step.event()) != Kind.OTHER)
                .findFirst().orElse(null);
    }

    private static boolean isAfter(Step one, Step other) {
        return one.event().version() > other.event().version();
    }

    private static @Nullable Step last(List<Step> steps, Kind kind) {
        return steps.stream().filter(step -> Kind.of(step.event()) == kind)
                .max(Comparator.comparingLong(step -> step.event().version())).orElse(null);
    }
}
