package dev.ridewire.booking.adapter.web.billing;

import dev.ridewire.booking.adapter.web.Actors;
import dev.ridewire.booking.adapter.web.BookingProblems;
import dev.ridewire.booking.application.billing.ViewingReceipt;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoint for the cost of a ride, line by line. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ReceiptsController {
    private final ViewingReceipt viewingReceipt;

    ReceiptsController(ViewingReceipt viewingReceipt) {
        this.viewingReceipt = viewingReceipt;
    }

    @GetMapping("/v1/rides/{id}/receipt")
    Mono<ReceiptView> view(@PathVariable UUID id, Person person, RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        return viewingReceipt.view(new RideId(id), Actors.of(person)).map(outcome -> switch (outcome) {
            case ViewingReceipt.Outcome.Issued(var receipt, var viewer) -> ReceiptView.of(id, receipt, viewer);
            case ViewingReceipt.Outcome.Refused(var reason) -> throw ReceiptProblems.of(reason);
            case ViewingReceipt.Outcome.Unknown _ -> throw BookingProblems.rideUnknown();
        });
    }
}
