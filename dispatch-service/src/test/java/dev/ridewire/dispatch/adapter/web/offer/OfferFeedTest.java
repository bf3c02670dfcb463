package dev.ridewire.dispatch.adapter.web.offer;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ridewire.dispatch.application.DispatchInMemory;
import dev.ridewire.dispatch.application.offer.LockedOffer;
import dev.ridewire.dispatch.application.offer.Offers;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.application.offer.ViewingOffers;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.stream.LastWord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class OfferFeedTest {
    private static final UUID RIDE = UUID.randomUUID();
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Instant LATER = NOON.plus(NEVER);

    private final DispatchInMemory dispatch = new DispatchInMemory(POLICY, NOON);
    private final OfferFeed feed = new OfferFeed(
            dispatch.viewing, dispatch.memory.signals(), new OfferFeedSettings(NEVER, NEVER, 3, 2), dispatch.clock);

    @Test
    void aStreamEndsWithTheTokenThatOpenedItAndSaysSo() {
        assertThat(lastOf(feed.of("ann", null, NOON)).data()).isEqualTo(new LastWord("token-expired"));
    }

    @Test
    void aShutdownTellsEachDriverWhenToReturn() {
        var ended = lastWord("ann");

        feed.close();

        assertThat(ended.join().event()).isEqualTo("end");
        assertThat(ended.join().data()).isEqualTo(new LastWord("shutdown"));
        assertThat(ended.join().retry()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    }

    @Test
    void noMoreStreamsAreOpenThanTheBound() {
        Disposable first = stream("ann").subscribe();
        Disposable second = stream("bob").subscribe();
        Disposable third = stream("cid").subscribe();
        assertThatThrownBy(() -> stream("dan").blockFirst(BOUND)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("Too many streams");

        first.dispose();
        assertThat(stream("dan").blockFirst(BOUND)).isNotNull();
        second.dispose();
        third.dispose();
    }

    @Test
    void manyStreamsThatOpenAtOnceAllSeeTheirOffers() {
        var many = new OfferFeed(dispatch.viewing, dispatch.memory.signals(),
                new OfferFeedSettings(NEVER, NEVER, 1_000, 1_000), dispatch.clock);
        UUID offer = offerTo("ann");
        // Someone keeps the looks going, as on any instance with drivers.
        Disposable present = many.of("bob", null, LATER).subscribe();

        List<ServerSentEvent<Object>> told = Flux.range(0, 200).parallel(8).runOn(Schedulers.boundedElastic())
                .flatMap(_ -> many.of("ann", null, LATER).filter(event -> "offer".equals(event.event())).next(), false,
                        32)
                .sequential().collectList().block(BOUND);

        assertThat(told).hasSize(200).allMatch(event -> offer.toString().equals(event.id()));
        present.dispose();
    }

    @Test
    void aDriverWhoComesBackAgainAndAgainLosesTheOldestStream() throws Exception {
        var oldest = lastWord("ann");
        Disposable second = stream("ann").subscribe();
        Disposable newest = stream("ann").subscribe();

        assertThat(oldest.get(BOUND.toSeconds(), TimeUnit.SECONDS).data())
                .isEqualTo(new LastWord("replaced"));
        assertThat(second.isDisposed()).isFalse();
        assertThat(newest.isDisposed()).isFalse();
        feed.close();
    }

    @Test
    void everyDeviceIsToldOnceThatAnAcceptedRideWasCancelled() {
        OfferFeed here = feed(dispatch.memory.offers());
        OfferFeed onAnotherInstance = feed(dispatch.memory.offers());
        UUID offer = offerTo("ann");
        Queue<String> phone = told(here, "ann", null);
        await().atMost(BOUND).until(() -> phone.contains("offer " + offer));
        dispatch.accept(offer, "ann");
        Queue<String> tablet = told(onAnotherInstance, "ann", null);
        dispatch.follow(new RideNews.CalledOff(RIDE));
        Queue<String> backWithTheOffer = told(onAnotherInstance, "ann", offer.toString());
        Queue<String> backWithNothing = told(onAnotherInstance, "ann", null);
        Queue<String> someoneElse = told(here, "bob", offer.toString());
        UUID next = offerTo("ann");

        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(phone).containsExactly("offer " + offer, "offer-withdrawn " + offer, "offer " + next);
            assertThat(List.of(tablet, backWithTheOffer, backWithNothing)).allSatisfy(
                    device -> assertThat(device).containsExactly("offer-withdrawn " + offer, "offer " + next));
        });
        assertThat(someoneElse).isEmpty();
        here.close();
        onAnotherInstance.close();
    }

    @Test
    void anAppThatRestartsWithTheIdOfTheOpenOfferSeesItAgainAndOnce() {
        OfferFeed quick = feed(dispatch.memory.offers());
        UUID offer = offerTo("ann");
        Queue<String> phone = told(quick, "ann", offer.toString());
        await().atMost(BOUND).until(() -> phone.contains("offer " + offer));
        dispatch.clock.advance(POLICY.offerLife());
        dispatch.expireAll();

        await().atMost(BOUND).untilAsserted(() -> assertThat(phone)
                .containsExactly("offer " + offer, "offer-withdrawn " + offer));
        quick.close();
    }

    @Test
    void theEndOfADrivenRideIsNoWithdrawal() {
        OfferFeed quick = feed(dispatch.memory.offers());
        UUID offer = offerTo("ann");
        Queue<String> phone = told(quick, "ann", null);
        await().atMost(BOUND).until(() -> phone.contains("offer " + offer));
        dispatch.accept(offer, "ann");
        dispatch.follow(new RideNews.Completed(RIDE));
        UUID next = offerTo("ann");

        await().atMost(BOUND).until(() -> phone.contains("offer " + next));
        assertThat(phone).containsExactly("offer " + offer, "offer " + next);
        quick.close();
    }

    @Test
    void anEndWhoseLookUpFailsIsToldAfterTheNext() {
        AtomicInteger failures = new AtomicInteger(3);
        OfferFeed quick = feed(new OffersThatCannotBeFound(dispatch.memory.offers(), failures));
        UUID offer = offerTo("ann");
        Queue<String> phone = told(quick, "ann", null);
        await().atMost(BOUND).until(() -> phone.contains("offer " + offer));
        dispatch.clock.advance(POLICY.offerLife());
        dispatch.expireAll();

        await().atMost(BOUND).untilAsserted(() -> assertThat(phone)
                .containsExactly("offer " + offer, "offer-withdrawn " + offer));
        assertThat(failures).hasNonPositiveValue();
        quick.close();
    }

    private UUID offerTo(String driver) {
        dispatch.online(driver, PICKUP);
        dispatch.follow(wanted(dispatch.memory.allMatches().isEmpty() ? RIDE : UUID.randomUUID()));
        dispatch.matchAll();
        return dispatch.offersTo(driver).getFirst().offer().id();
    }

    private OfferFeed feed(Offers offers) {
        return new OfferFeed(new ViewingOffers(offers, dispatch.clock), dispatch.memory.signals(),
                new OfferFeedSettings(NEVER, NEVER, 5, 5), dispatch.clock);
    }

    private static Queue<String> told(OfferFeed feed, String driver, @Nullable String lastEventId) {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        var unused = feed.of(driver, lastEventId, NOON.plus(NEVER)).filter(event -> event.event() != null)
                .subscribe(event -> told.add(event.event() + " " + event.id()));
        return told;
    }

    private CompletableFuture<ServerSentEvent<Object>> lastWord(String driver) {
        return stream(driver).last().timeout(BOUND).toFuture();
    }

    private static ServerSentEvent<Object> lastOf(Flux<ServerSentEvent<Object>> stream) {
        return Objects.requireNonNull(stream.blockLast(BOUND));
    }

    private Flux<ServerSentEvent<Object>> stream(String driver) {
        return feed.of(driver, null, LATER);
    }

    /** Offers of which the database can't look up a single one for the first few times. */
    private record OffersThatCannotBeFound(Offers offers, AtomicInteger times) implements Offers {
        @Override
        public Mono<LockedOffer> lock(UUID offerId, String driverId) {
            return offers.lock(offerId, driverId);
        }

        @Override
        public Mono<TripOffer> find(UUID offerId) {
            return times.getAndDecrement() > 0
                    ? Mono.error(new IllegalStateException("the database is away"))
                    : offers.find(offerId);
        }

        @Override
        public Mono<List<TripOffer>> pending(Set<String> driverIds) {
            return offers.pending(driverIds);
        }

        @Override
        public Mono<List<TripOffer>> liveOrWithdrawnAfter(Set<String> driverIds, Instant time) {
            return offers.liveOrWithdrawnAfter(driverIds, time);
        }

        @Override
        public Mono<List<Offer>> ofRide(UUID rideId) {
            return offers.ofRide(rideId);
        }
    }
}
