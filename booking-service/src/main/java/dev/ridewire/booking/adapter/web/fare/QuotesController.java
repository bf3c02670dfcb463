package dev.ridewire.booking.adapter.web.fare;

import dev.ridewire.booking.application.fare.QuotingTrip;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.web.security.Person;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint for the price of a trip. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class QuotesController {
    private final QuotingTrip quotingTrip;

    QuotesController(QuotingTrip quotingTrip) {
        this.quotingTrip = quotingTrip;
    }

    @PostMapping("/v1/quotes")
    @ResponseStatus(HttpStatus.CREATED)
    FareViews.QuoteView quote(@RequestBody QuoteRequests.Quote body, Person person) {
        var trip = body.toTrip();
        return switch (quotingTrip.quote(new RiderId(person.id()), trip.pickup(), trip.dropoff())) {
            case QuotingTrip.Outcome.Quoted quoted -> FareViews.QuoteView.of(quoted);
            case QuotingTrip.Outcome.Refused(var reason) -> throw FareProblems.of(reason);
        };
    }
}
