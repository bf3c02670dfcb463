package dev.ridewire.dispatch.adapter.web.shift;

import dev.ridewire.dispatch.adapter.web.DispatchProblems;
import dev.ridewire.dispatch.application.shift.ChangingShift;
import dev.ridewire.dispatch.application.shift.ShiftOutcome;
import dev.ridewire.dispatch.application.shift.ViewingShift;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.service.trace.Traces;
import dev.ridewire.web.reactive.Uncancellable;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A driver's own shift. */
@RestController
@RequestMapping(path = "/v1/drivers/me/shift", produces = MediaType.APPLICATION_JSON_VALUE)
final class ShiftController {
    private final ChangingShift changing;
    private final ViewingShift viewing;
    private final VehicleClasses vehicleClasses;

    ShiftController(ChangingShift changing, ViewingShift viewing, VehicleClasses vehicleClasses) {
        this.changing = changing;
        this.viewing = viewing;
        this.vehicleClasses = vehicleClasses;
    }

    @PutMapping
    Mono<ShiftResource> change(Person driver, @RequestBody ShiftRequest request, RequestTrace trace) {
        trace.tag("driver.id", driver.id());
        return Uncancellable.write(
                changing.change(driver.id(), request.wish(vehicleClasses.names()), Traces.of(trace.context())))
                .map(outcome -> switch (outcome) {
                    case ShiftOutcome.AsWished(var shift) -> resourceOf(shift);
                    case ShiftOutcome.Busy(var current) -> throw DispatchProblems.busy(current);
                });
    }

    @GetMapping
    Mono<ShiftResource> view(Person driver, RequestTrace trace) {
        trace.tag("driver.id", driver.id());
        return viewing.of(driver.id()).map(this::resourceOf);
    }

    private ShiftResource resourceOf(Driver driver) {
        return ShiftResource.of(driver, viewing.lastPositionAt(driver.id()).orElse(null));
    }
}
