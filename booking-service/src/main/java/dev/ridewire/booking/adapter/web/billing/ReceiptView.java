package dev.ridewire.booking.adapter.web.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ridewire.booking.adapter.web.Views.MoneyView;
import dev.ridewire.booking.domain.billing.Receipt;
import dev.ridewire.booking.domain.fare.FareLine;
import dev.ridewire.booking.domain.fare.FareTerms;
import dev.ridewire.booking.domain.fare.Settlement;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.Party;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as one of the ride's parties sees it.
 *
 * @param purpose     RIDE or CANCELLATION
 * @param total       what the rider paid, or the driver earned: the sum of the lines
 * @param basis       why a ride's fare is what it is; null for a cancellation
 * @param explanation the same as a sentence
 * @param quotedFare  what the rider was promised; left out for the driver
 * @param measured    the trip as it was driven; null where nobody measured it
 */
record ReceiptView(
        UUID rideId,
        String purpose,
        Instant issuedAt,
        String city,
        String timeZone,
        String tariffVersion,
        String surgeMultiplier,
        MoneyView total,
        List<LineView> lines,
        @Nullable String basis,
        String explanation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MoneyView quotedFare,
        LengthView estimated,
        @Nullable LengthView measured) {

    static ReceiptView of(UUID ride, Receipt receipt, Party viewer) {
        MoneyView quotedFare = switch (viewer) {
            case RIDER, DISPATCHER -> MoneyView.of(receipt.order().quotedFare());
            case DRIVER -> null;
        };
        return switch (receipt) {
            case Receipt.OfRide(var order, var fare, var settlement) -> new ReceiptView(
                    ride, "RIDE", receipt.issuedAt(), order.terms().city(), order.terms().zone().getId(),
                    order.terms().tariffVersion(), order.terms().surge().multiplier().toString(),
                    MoneyView.of(fare.total()),
                    LineView.of(fare.breakdown(), order.terms(), pricedTrip(order.terms(), settlement)),
                    settlement.basis().name(), explanationOf(settlement.basis()), quotedFare,
                    LengthView.of(order.terms().estimate()),
                    settlement.measured() == null ? null : LengthView.of(settlement.measured()));
            case Receipt.OfCancellation(var order, var fare, var cancellation, var issuedAt) -> new ReceiptView(
                    ride, "CANCELLATION", issuedAt, order.terms().city(), order.terms().zone().getId(),
                    order.terms().tariffVersion(), order.terms().surge().multiplier().toString(),
                    MoneyView.of(fare.total()),
                    LineView.of(fare.breakdown(), order.terms(), order.terms().estimate()),
                    null, cancellation.fee().isZero()
                            ? "The ride was cancelled free of charge."
                            : "The ride was cancelled when the driver had long been on the way.",
                    quotedFare, LengthView.of(order.terms().estimate()), null);
        };
    }

    /** The distance and duration that the lines are about. */
    private static TripLength pricedTrip(FareTerms terms, Settlement settlement) {
        return switch (settlement.basis()) {
            case QUOTE_HELD, NOT_MEASURED -> terms.estimate();
            case RECOMPUTED, CAPPED -> settlement.measured() == null ? terms.estimate() : settlement.measured();
        };
    }

    private static String explanationOf(Settlement.Basis basis) {
        return switch (basis) {
            case QUOTE_HELD -> "The quoted fare holds: the trip was about as long as estimated.";
            case NOT_MEASURED -> "The quoted fare holds: the trip could not be measured.";
            case RECOMPUTED ->
                "The trip was not as long as estimated, so its fare was computed again as it was driven.";
            case CAPPED -> "The trip was much longer than estimated. Its fare was computed again, up to a cap.";
        };
    }

    record LengthView(long distanceMeters, long durationSeconds) {
        static LengthView of(TripLength length) {
            return new LengthView(length.distanceMeters(), length.duration().toSeconds());
        }
    }

    /** @param explanation how the amount comes about, in English */
    record LineView(String kind, MoneyView amount, String explanation) {
        static List<LineView> of(List<FareLine> lines, FareTerms terms, TripLength trip) {
            return lines.stream()
                    .map(line -> new LineView(line.kind().name(), MoneyView.of(line.amount()),
                            explanationOf(line, terms, trip)))
                    .toList();
        }

        private static String explanationOf(FareLine line, FareTerms terms, TripLength trip) {
            var rates = terms.rates();
            return switch (line.kind()) {
                case BASE -> "Base fare";
                case DISTANCE -> String.format(Locale.ROOT, "%.3f km at %s a kilometre",
                        trip.distanceMeters() / 1000.0, text(rates.perKilometer()));
                case TIME -> String.format(Locale.ROOT, "%d min %02d s at %s a minute",
                        trip.duration().toMinutes(), trip.duration().toSecondsPart(), text(rates.perMinute()));
                case MINIMUM_FARE_ADJUSTMENT -> "Up to the minimum fare of " + text(rates.minimum());
                case SURGE -> "Many riders, few cars: %s times the lines above".formatted(terms.surge().multiplier());
                case BOOKING_FEE -> "Booking fee";
                case CAP -> "Down to the most that a fare may be above its quote";
                case CANCELLATION_FEE -> line.amount().isZero()
                        ? "Cancelled free of charge"
                        : "Cancelled after the free time";
            };
        }

        private static String text(Money money) {
            return money.getAmount().toPlainString() + " " + money.getCurrencyUnit().getCode();
        }
    }
}
