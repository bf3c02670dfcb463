package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.service.trace.Traces;
import dev.ridewire.tracking.application.ReportingLocations;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint to which drivers report positions. */
@RestController
final class LocationController {
    private final ReportingLocations reportingLocations;

    LocationController(ReportingLocations reportingLocations) {
        this.reportingLocations = reportingLocations;
    }

    /** Answers 202: the points are passed on, without a promise that each one arrives. */
    @PostMapping(path = "/v1/drivers/me/locations", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReportResult report(@RequestBody LocationReport report, Person driver, RequestTrace trace) {
        trace.tag("driver.id", driver.id());
        return reportingLocations.report(driver.id(), report.toPoints(), Traces.of(trace.context()))
                .map(ReportResult::of)
                .orElseThrow(() -> new ProblemException(LocationProblems.FEED_AWAY,
                        "Nothing was taken. Send the same points again."));
    }
}
