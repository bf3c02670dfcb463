package dev.ridewire.dispatch.domain;

/** What happened to a match; the names of the contract. */
public enum MatchFact {
    SEARCH_STARTED, OFFER_MADE, OFFER_DECLINED, OFFER_EXPIRED, MATCH_ASSIGNED, MATCH_FAILED, MATCH_CLOSED
}
