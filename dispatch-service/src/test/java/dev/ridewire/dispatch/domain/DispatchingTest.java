package dev.ridewire.dispatch.domain;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.PRIUS;
import static dev.ridewire.dispatch.domain.Samples.available;
import static dev.ridewire.dispatch.domain.Samples.offered;
import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.searching;
import static dev.ridewire.dispatch.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferRejection;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchFact;
import dev.ridewire.dispatch.domain.ride.MatchState;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatchingTest {
    private static final Instant SOON = NOON.plusSeconds(5);
    private static final Instant TOO_LATE = NOON.plus(POLICY.offerLife());

    private final Change asked = offered(ride(1), "ann");

    @Test
    void aWantedRideStartsASearchThatEndsWithItsWindow() {
        var change = Dispatching.follow(wanted(ride(1)), null, null, POLICY, NOON).orElseThrow();

        assertThat(matchOf(change).state()).isEqualTo(new MatchState.Searching());
        assertThat(matchOf(change).version()).isEqualTo(1);
        assertThat(matchOf(change).searchUntil()).isEqualTo(NOON.plus(POLICY.searchWindow()));
        assertThat(factOf(change)).isEqualTo(MatchFact.SEARCH_STARTED);
    }

    @Test
    void theSameAttemptIsSearchedForOnce() {
        assertThat(Dispatching.follow(wanted(ride(1)), searching(ride(1)), null, POLICY, SOON)).isEmpty();
        assertThat(Dispatching.follow(wanted(ride(1)), matchOf(asked), driverOf(asked), POLICY, SOON)).isEmpty();
    }

    @Test
    void anEndedRideThatWasNeverKnownIsOfNoConcern() {
        assertThat(Dispatching.follow(new RideNews.CalledOff(ride(1)), null, null, POLICY, NOON)).isEmpty();
    }

    @Test
    void anEndedRideStaysEnded() {
        var closed = matchOf(Dispatching.follow(new RideNews.CalledOff(ride(1)), searching(ride(1)), null, POLICY, SOON)
                .orElseThrow());

        assertThat(closed.state()).isEqualTo(new MatchState.Closed());
        assertThat(Dispatching.follow(wanted(ride(1), 2), closed, null, POLICY, SOON)).isEmpty();
        assertThat(Dispatching.follow(new RideNews.CalledOff(ride(1)), closed, null, POLICY, SOON)).isEmpty();
    }

    @Test
    void anEndedRideWithdrawsItsOfferAndFreesTheDriver() {
        var change = Dispatching.follow(new RideNews.CalledOff(ride(1)), matchOf(asked), driverOf(asked), POLICY, SOON)
                .orElseThrow();

        assertThat(offerOf(change).state()).isEqualTo(OfferState.WITHDRAWN);
        assertThat(offerOf(change).live()).isFalse();
        assertThat(driverOf(change).state()).isEqualTo(new DriverState.Available());
        assertThat(matchOf(change).version()).isEqualTo(3);
    }

    @Test
    void aDriverWhoAcceptsIsAssigned() {
        var change = accepted();

        assertThat(matchOf(change).state()).isEqualTo(new MatchState.Assigned(offerOf(change), PRIUS));
        assertThat(driverOf(change).state()).isEqualTo(new DriverState.OnRide(ride(1)));
        assertThat(offerOf(change).state()).isEqualTo(OfferState.ACCEPTED);
        assertThat(offerOf(change).live()).isTrue();
    }

    @Test
    void aRideGivenBackIsSearchedForAgainWithoutItsDriver() {
        var assigned = accepted();
        var change = Dispatching.follow(
                wanted(ride(1), 2, "ann"), matchOf(assigned), driverOf(assigned), POLICY, SOON).orElseThrow();

        assertThat(matchOf(change).attempt()).isEqualTo(2);
        assertThat(matchOf(change).state()).isEqualTo(new MatchState.Searching());
        assertThat(matchOf(change).searchUntil()).isEqualTo(SOON.plus(POLICY.searchWindow()));
        assertThat(matchOf(change).mayAsk("ann", POLICY, NOON.plusSeconds(3600))).isFalse();
        assertThat(driverOf(change).state()).isEqualTo(new DriverState.Available());
        assertThat(offerOf(change).state()).isEqualTo(OfferState.WITHDRAWN);
        assertThat(offerOf(change).live()).isFalse();
    }

    @Test
    void aCancelledRideTakesTheYesOfItsDriverBack() {
        var assigned = accepted();
        var change = Dispatching.follow(
                new RideNews.CalledOff(ride(1)), matchOf(assigned), driverOf(assigned), POLICY, SOON).orElseThrow();

        assertThat(driverOf(change).state()).isEqualTo(new DriverState.Available());
        assertThat(offerOf(change).live()).isFalse();
        assertThat(repeated(OfferState.ACCEPTED, offerOf(change)))
                .isEqualTo(new OfferDecision.Rejected(new OfferRejection.Withdrawn()));
    }

    @Test
    void aDrivenRideKeepsTheYesOfItsDriver() {
        var assigned = accepted();
        var change = Dispatching.follow(
                new RideNews.Completed(ride(1)), matchOf(assigned), driverOf(assigned), POLICY, SOON).orElseThrow();

        assertThat(matchOf(change).state()).isEqualTo(new MatchState.Closed());
        assertThat(driverOf(change).state()).isEqualTo(new DriverState.Available());
        assertThat(offerOf(change).live()).isFalse();
        assertThat(repeated(OfferState.ACCEPTED, offerOf(change)))
                .isEqualTo(new OfferDecision.AnsweredBefore(offerOf(change)));
    }

    @Test
    void aRideThatSomebodyElseCompletedWithdrawsTheOpenOffer() {
        var change = Dispatching.follow(
                new RideNews.Completed(ride(1)), matchOf(asked), driverOf(asked), POLICY, SOON).orElseThrow();

        assertThat(offerOf(change).state()).isEqualTo(OfferState.WITHDRAWN);
    }

    @Test
    void anAnswerAtTheLastMomentIsTooLate() {
        assertThat(Dispatching.answer(OfferState.ACCEPTED, offerOf(asked), matchOf(asked), driverOf(asked), TOO_LATE))
                .isEqualTo(new OfferDecision.Rejected(new OfferRejection.TooLate()));
        assertThat(Dispatching.answer(OfferState.DECLINED, offerOf(asked), matchOf(asked), driverOf(asked), TOO_LATE))
                .isEqualTo(new OfferDecision.Rejected(new OfferRejection.TooLate()));
    }

    @Test
    void aDriverWhoDeclinesIsNotAskedAgain() {
        var decision = Dispatching.answer(OfferState.DECLINED, offerOf(asked), matchOf(asked), driverOf(asked), SOON);
        var change = ((OfferDecision.Answered) decision).change();

        assertThat(matchOf(change).state()).isEqualTo(new MatchState.Searching());
        assertThat(matchOf(change).mayAsk("ann", POLICY, NOON.plusSeconds(3600))).isFalse();
        assertThat(driverOf(change).state()).isEqualTo(new DriverState.Available());
    }

    @Test
    void aDriverWhoLetsAnOfferLapseIsLeftAloneForAWhile() {
        var change = Dispatching.expire(matchOf(asked), driverOf(asked), TOO_LATE);

        assertThat(offerOf(change).state()).isEqualTo(OfferState.EXPIRED);
        assertThat(factOf(change)).isEqualTo(MatchFact.OFFER_EXPIRED);
        assertThat(matchOf(change).mayAsk("ann", POLICY, TOO_LATE.plusSeconds(59))).isFalse();
        assertThat(matchOf(change).mayAsk("ann", POLICY, TOO_LATE.plusSeconds(60))).isTrue();
    }

    @Test
    void anAnswerGivenBeforeIsToldByTheOffer() {
        Offer open = offerOf(asked);
        Offer yes = offerOf(accepted());

        assertThat(repeated(OfferState.ACCEPTED, yes)).isEqualTo(new OfferDecision.AnsweredBefore(yes));
        assertThat(repeated(OfferState.DECLINED, yes))
                .isEqualTo(new OfferDecision.Rejected(new OfferRejection.AnsweredOtherwise(OfferState.ACCEPTED)));
        assertThat(repeated(OfferState.ACCEPTED, open.over(OfferState.EXPIRED, TOO_LATE)))
                .isEqualTo(new OfferDecision.Rejected(new OfferRejection.TooLate()));
        assertThat(repeated(OfferState.ACCEPTED, open.over(OfferState.WITHDRAWN, SOON)))
                .isEqualTo(new OfferDecision.Rejected(new OfferRejection.Withdrawn()));
    }

    @Test
    void aSearchWithoutADriverFails() {
        var change = Dispatching.giveUp(searching(ride(1)), NOON.plus(POLICY.searchWindow()));

        assertThat(matchOf(change).state()).isEqualTo(new MatchState.Failed());
        assertThat(factOf(change)).isEqualTo(MatchFact.MATCH_FAILED);
    }

    @Test
    void aDriverWhoIsAskedCannotBeAskedForAnotherRide() {
        assertThatThrownBy(() -> Dispatching.offer(searching(ride(2)), driverOf(asked), ride(7), POLICY.offerLife(),
                POLICY, SOON)).isInstanceOf(IllegalStateException.class);
        assertThat(available("ann").rideId()).isEqualTo(Optional.empty());
    }

    private Change accepted() {
        var decision = Dispatching.answer(OfferState.ACCEPTED, offerOf(asked), matchOf(asked), driverOf(asked), SOON);
        return ((OfferDecision.Answered) decision).change();
    }

    /** The decision about an answer to an offer that no longer waits for one. */
    private OfferDecision repeated(OfferState answer, Offer offer) {
        return Dispatching.answer(answer, offer, matchOf(asked), driverOf(asked), SOON);
    }

    private static Match matchOf(Change change) {
        return Objects.requireNonNull(change.match()).match();
    }

    private static MatchFact factOf(Change change) {
        return Objects.requireNonNull(change.match()).fact();
    }

    private static Driver driverOf(Change change) {
        return Objects.requireNonNull(change.driver()).driver();
    }

    private static Offer offerOf(Change change) {
        return Objects.requireNonNull(change.offer());
    }
}
