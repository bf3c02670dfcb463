package dev.ridewire.tracking.adapter.web.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ridewire.tracking.application.life.ViewingLife;
import dev.ridewire.tracking.domain.life.Facts;
import dev.ridewire.tracking.domain.life.Leg;
import dev.ridewire.tracking.domain.life.LifeEvent;
import dev.ridewire.tracking.domain.life.Step;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ride's whole life.
 *
 * @param events       in causal order
 * @param criticalPath the waits from the request to the assignment; each begins where the one before it ends
 * @param waits        the waits from the request to the last event; the critical path is their beginning
 * @param traceIds     all traces of the ride, in the order in which they began
 */
record TimelineResource(
        BoardRideResource ride, List<Event> events, List<Wait> criticalPath, List<Wait> waits,
        List<String> traceIds) {
    /**
     * @param at         the event's place on the time line: its own time, or that of its cause if clocks disagree
     * @param recordedAt the time at which tracking recorded it
     * @param lane       the party that acted
     * @param weight     failure, decision or detail
     * @param causeId    the event that it follows from; null for the first
     */
    record Event(
            UUID id,
            String type,
            String aggregate,
            String aggregateId,
            long version,
            Instant at,
            Instant occurredAt,
            Instant recordedAt,
            String lane,
            String weight,
            @Nullable UUID causeId,
            @Nullable String traceId,
            Details details) {
        static Event of(Step step) {
            LifeEvent event = step.event();
            return new Event(event.id(), event.type(), word(event.aggregate()), event.aggregateId(), event.version(),
                    step.at(), event.occurredAt(), step.recorded().recordedAt(), word(step.lane()),
                    word(step.weight()), step.cause(), event.traceId(), Details.of(event.facts()));
        }
    }

    /** The part of the aggregate's state that explains an event; a member that says nothing in an event is absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Details(
            String state,
            @Nullable Integer attempt,
            @Nullable String driverId,
            @Nullable String offerId,
            @Nullable Instant expiresAt,
            @Nullable Instant searchUntil,
            @Nullable Integer pickupEtaSeconds,
            @Nullable Instant scheduledFor,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String fee,
            @Nullable Integer distanceMeters,
            @Nullable Integer positions) {
        static Details of(Facts facts) {
            return new Details(facts.state(), facts.attempt(), facts.driverId(), facts.offerId(), facts.expiresAt(),
                    facts.searchUntil(), facts.pickupEtaSeconds(), facts.scheduledFor(), facts.by(), facts.reason(),
                    facts.fee(), facts.distanceMeters(), facts.positions());
        }
    }

    /** @param what the words after "waiting for" */
    record Wait(UUID fromId, UUID toId, Instant since, Instant until, long millis, String waitsFor, String what) {
        static Wait of(Leg leg) {
            return new Wait(leg.from(), leg.to(), leg.since(), leg.until(), leg.length().toMillis(),
                    word(leg.waitsFor()), leg.what());
        }
    }

    static TimelineResource of(ViewingLife.Life life) {
        List<Step> steps = life.timeline().steps();
        return new TimelineResource(BoardRideResource.of(life.ride()), steps.stream().map(Event::of).toList(),
                life.timeline().criticalPath().stream().map(Wait::of).toList(),
                life.timeline().waits().stream().map(Wait::of).toList(),
                steps.stream().map(step -> step.event().traceId()).filter(Objects::nonNull).map(Objects::requireNonNull)
                        .distinct().toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
