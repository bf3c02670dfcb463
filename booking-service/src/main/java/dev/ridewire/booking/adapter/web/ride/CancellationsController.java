package dev.ridewire.booking.adapter.web.ride;

import dev.ridewire.booking.adapter.web.Actors;
import dev.ridewire.booking.adapter.web.Headers;
import dev.ridewire.booking.adapter.web.Views.MoneyView;
import dev.ridewire.booking.application.ride.PreviewingCancellation;
import dev.ridewire.booking.application.ride.PreviewingCancellation.Outcome;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The endpoint for the present price of cancelling. A client that sends the shown fee as {@code maxFee} pays no more.
 */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class CancellationsController {
    private final PreviewingCancellation previewingCancellation;

    CancellationsController(PreviewingCancellation previewingCancellation) {
        this.previewingCancellation = previewingCancellation;
    }

    @GetMapping("/v1/rides/{id}/cancellation")
    Mono<PreviewView> preview(
            @PathVariable UUID id, Person person, RequestTrace trace, ServerWebExchange exchange) {
        trace.tag("ride.id", id.toString());
        return previewingCancellation.preview(new RideId(id), Actors.of(person)).map(outcome -> switch (outcome) {
            case Outcome.Ends(var ride, var by, var fee, var freeUntil) -> answer(
                    exchange, ride, new PreviewView(by.name(), true, MoneyView.of(fee), freeUntil));
            case Outcome.GivesBack(var ride) -> answer(exchange, ride, new PreviewView(
                    Party.DRIVER.name(), false,
                    MoneyView.of(Money.zero(ride.order().quotedFare().getCurrencyUnit())), null));
            case Outcome.Refused(var reason) -> throw RideProblems.of(reason);
        });
    }

    /**
     * Sets the tag for {@code If-Match} only. It is the ride's, and the fee grows with time while the ride stays the
     * same, so it is never compared with {@code If-None-Match}. Spring compares the tag of a {@code ResponseEntity}.
     */
    private static PreviewView answer(ServerWebExchange exchange, Ride ride, PreviewView preview) {
        exchange.getResponse().getHeaders().setETag(Headers.entityTag(ride.version()));
        return preview;
    }

    /**
     * @param by        the role in which the person would cancel
     * @param endsRide  whether the ride would end; a driver only gives it back
     * @param fee       the fee that the rider would pay
     * @param freeUntil the time until which it stays free; null if it is not free, or free without a time limit
     */
    record PreviewView(String by, boolean endsRide, MoneyView fee, @Nullable Instant freeUntil) {}
}
