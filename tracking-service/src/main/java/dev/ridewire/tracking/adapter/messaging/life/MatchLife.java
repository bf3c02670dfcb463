package dev.ridewire.tracking.adapter.messaging.life;

import dev.ridewire.events.dispatch.match.v1.Match;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.tracking.application.life.RecordingLives.Told;
import dev.ridewire.tracking.domain.board.DispatchSide;
import dev.ridewire.tracking.domain.board.SearchState;
import dev.ridewire.tracking.domain.life.Aggregate;
import dev.ridewire.tracking.domain.life.Facts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The translation of the events of dispatch's searches. */
final class MatchLife {
    private MatchLife() {}

    /** @throws IllegalArgumentException for an invalid match: the event becomes a dead letter */
    static Told toldOf(ReceivedEvent<MatchEvent> event) {
        Match match = event.message().getMatch();
        UUID id = UUID.fromString(match.getRideId());
        return new Told(Contract.eventOf(event, Aggregate.MATCH, id, factsOf(match)), null, sideOf(id, match));
    }

    private static Facts factsOf(Match match) {
        Facts facts = Facts.of(Contract.stateOf(match.getState(), "MATCH_STATE_")).withAttempt(match.getAttempt())
                .withSearchUntil(Contract.instantOf(match.getSearchUntil()));
        if (match.hasOffer()) {
            var offer = match.getOffer();
            facts = facts.withDriver(offer.getDriverId(), match.getPickupEtaSeconds())
                    .withOffer(offer.getOfferId(), Contract.instantOf(offer.getExpiresAt()));
        } else if (!match.getDriverId().isEmpty()) {
            facts = facts.withDriver(match.getDriverId(), match.getPickupEtaSeconds());
        }
        return facts;
    }

    /** Returns null for a state that this version of the code does not know: the board keeps what it has. */
    private static @Nullable DispatchSide sideOf(UUID id, Match match) {
        SearchState state = stateOf(match);
        return state == null
                ? null
                : new DispatchSide(id, match.getVersion(), state, match.getAttempt(),
                        Contract.textOf(match.hasOffer() ? match.getOffer().getDriverId() : match.getDriverId()),
                        match.hasOffer() ? Contract.instantOf(match.getOffer().getExpiresAt()) : null,
                        Contract.instantOf(match.getSearchUntil()), Contract.instantOf(match.getStateChangedAt()));
    }

    private static @Nullable SearchState stateOf(Match match) {
        return switch (match.getState()) {
            case MATCH_STATE_SEARCHING -> SearchState.SEARCHING;
            case MATCH_STATE_OFFERED -> SearchState.OFFERED;
            case MATCH_STATE_ASSIGNED -> SearchState.ASSIGNED;
            case MATCH_STATE_FAILED -> SearchState.FAILED;
            case MATCH_STATE_CLOSED -> SearchState.CLOSED;
            case MATCH_STATE_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }
}
