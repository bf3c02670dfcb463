package dev.ridewire.dispatch.adapter.web.offer;

import dev.ridewire.dispatch.adapter.web.DispatchProblems;
import dev.ridewire.dispatch.application.offer.AnsweringOffer;
import dev.ridewire.dispatch.application.offer.OfferOutcome;
import dev.ridewire.dispatch.application.offer.ViewingOffers;
import dev.ridewire.service.trace.Traces;
import dev.ridewire.web.reactive.Uncancellable;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The endpoints for a driver's offers and their answers. */
@RestController
final class OfferController {
    private final ViewingOffers viewing;
    private final OfferFeed feed;
    private final AnsweringOffer answering;

    OfferController(ViewingOffers viewing, OfferFeed feed, AnsweringOffer answering) {
        this.viewing = viewing;
        this.feed = feed;
        this.answering = answering;
    }

    @GetMapping(path = "/v1/drivers/me/offers", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<List<OfferResource>> current(Person driver, RequestTrace trace) {
        trace.tag("driver.id", driver.id());
        return viewing.pending(Set.of(driver.id())).map(offers -> offers.stream().map(OfferResource::of).toList());
    }

    @GetMapping(path = "/v1/drivers/me/offers", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> stream(
            Person driver, JwtAuthenticationToken token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            RequestTrace trace) {
        trace.tag("driver.id", driver.id());
        Instant expiry = Objects.requireNonNull(token.getToken().getExpiresAt(), "tokens without exp are refused");
        return feed.of(driver.id(), lastEventId, expiry);
    }

    @PostMapping(path = "/v1/offers/{id}/accept", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<OfferResource> accept(Person driver, @PathVariable UUID id, RequestTrace trace) {
        trace.tag("driver.id", driver.id());
        return answer(answering.accept(id, driver.id(), Traces.of(trace.context())), trace);
    }

    @PostMapping(path = "/v1/offers/{id}/decline", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<OfferResource> decline(Person driver, @PathVariable UUID id, RequestTrace trace) {
        trace.tag("driver.id", driver.id());
        return answer(answering.decline(id, driver.id(), Traces.of(trace.context())), trace);
    }

    private static Mono<OfferResource> answer(Mono<OfferOutcome> outcome, RequestTrace trace) {
        return Uncancellable.write(outcome).map(result -> switch (result) {
            case OfferOutcome.Answered(var offer) -> {
                trace.tag("ride.id", offer.offer().rideId().toString());
                yield OfferResource.of(offer);
            }
            case OfferOutcome.Rejected(var rejection) -> throw DispatchProblems.of(rejection);
        });
    }
}
