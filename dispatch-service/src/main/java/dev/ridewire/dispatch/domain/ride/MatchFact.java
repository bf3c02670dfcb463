package dev.ridewire.dispatch.domain.ride;

/** The events of a match, by the names of the contract. */
public enum MatchFact {
    SEARCH_STARTED, OFFER_MADE, OFFER_DECLINED, OFFER_EXPIRED, MATCH_ASSIGNED, MATCH_FAILED, MATCH_CLOSED
}
