package dev.ridewire.booking.adapter.web.rating;

import dev.ridewire.booking.adapter.web.Actors;
import dev.ridewire.booking.adapter.web.BookingProblems;
import dev.ridewire.booking.application.rating.RatingRide;
import dev.ridewire.booking.application.rating.ViewingRating;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.web.reactive.Uncancellable;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoints for ratings of a ride. Each party sees its own rating only. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class RatingsController {
    private final RatingRide ratingRide;
    private final ViewingRating viewingRating;

    RatingsController(RatingRide ratingRide, ViewingRating viewingRating) {
        this.ratingRide = ratingRide;
        this.viewingRating = viewingRating;
    }

    @PostMapping("/v1/rides/{id}/rating")
    Mono<RatingView> rate(
            @PathVariable UUID id, @RequestBody RatingRequests.Rating body, Person person, RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        var rating = ratingRide.rate(new RideId(id), Actors.of(person), body.toReview());
        return Uncancellable.write(rating).map(outcome -> switch (outcome) {
            case RatingRide.Outcome.Rated(Rating given) -> RatingView.of(given);
            case RatingRide.Outcome.Refused(var reason) -> throw RatingProblems.of(reason);
            case RatingRide.Outcome.Unknown _ -> throw BookingProblems.rideUnknown();
            case RatingRide.Outcome.Contended _ -> throw BookingProblems.rideContended();
        });
    }

    @GetMapping("/v1/rides/{id}/rating")
    Mono<RatingView> view(@PathVariable UUID id, Person person, RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        return viewingRating.view(new RideId(id), Actors.of(person)).map(outcome -> switch (outcome) {
            case ViewingRating.Outcome.Found(Rating given) -> RatingView.of(given);
            case ViewingRating.Outcome.NotRated _ -> throw RatingProblems.notRated();
            case ViewingRating.Outcome.Unknown _ -> throw BookingProblems.rideUnknown();
        });
    }

    /** @param by RIDER or DRIVER: the role in which they rated */
    record RatingView(String by, int stars, @Nullable String comment, Instant ratedAt, Instant changeableUntil) {
        static RatingView of(Rating rating) {
            return new RatingView(rating.by().name(), rating.review().stars(), rating.review().comment(),
                    rating.ratedAt(), rating.changeableUntil());
        }
    }
}
