package dev.ridewire.booking.adapter.web.fare;

import dev.ridewire.booking.adapter.web.Views.MoneyView;
import dev.ridewire.booking.application.fare.QuotingTrip;
import dev.ridewire.booking.domain.city.BoundingBox;
import dev.ridewire.booking.domain.city.City;
import dev.ridewire.booking.domain.fare.FareLine;
import dev.ridewire.booking.domain.fare.QuoteOption;
import dev.ridewire.booking.domain.fare.TripLength;
import java.time.Instant;
import java.util.List;

/** Quotes and cities as clients see them. Fields may be added, never changed. */
final class FareViews {
    private FareViews() {}

    /** @param city the city whose tariff applies */
    record QuoteView(
            String quoteId,
            Instant expiresAt,
            String city,
            String timeZone,
            String tariffVersion,
            String surgeMultiplier,
            List<OptionView> options) {
        static QuoteView of(QuotingTrip.Outcome.Quoted quoted) {
            var prices = quoted.quote().prices();
            return new QuoteView(
                    quoted.quoteId(),
                    quoted.quote().expiresAt(),
                    prices.city(),
                    prices.zone().getId(),
                    prices.tariffVersion(),
                    prices.surge().multiplier().toString(),
                    prices.options().stream().map(option -> OptionView.of(option, prices.estimate())).toList());
        }
    }

    record OptionView(
            String vehicleClass, MoneyView fare, List<LineView> breakdown, long distanceMeters, long durationSeconds) {
        static OptionView of(QuoteOption option, TripLength estimate) {
            return new OptionView(
                    option.vehicleClass().name(),
                    MoneyView.of(option.fare().total()),
                    LineView.of(option.fare().breakdown()),
                    estimate.distanceMeters(),
                    estimate.duration().toSeconds());
        }
    }

    record LineView(String kind, MoneyView amount) {
        static List<LineView> of(List<FareLine> lines) {
            return lines.stream().map(line -> new LineView(line.kind().name(), MoneyView.of(line.amount()))).toList();
        }
    }

    /** A city that booking serves, as someone outside of it sees it. */
    record CityView(String city, String name, String timeZone, BoundsView bounds) {
        static CityView of(City city) {
            BoundingBox bounds = city.area().bounds();
            return new CityView(city.id(), city.name(), city.zone().getId(),
                    new BoundsView(bounds.south(), bounds.west(), bounds.north(), bounds.east()));
        }
    }

    /** A box in degrees. */
    record BoundsView(double south, double west, double north, double east) {}
}
