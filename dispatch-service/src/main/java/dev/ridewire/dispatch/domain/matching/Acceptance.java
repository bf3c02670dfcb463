package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * The term for the probability that a driver accepts. It is {@code (1 - p) × declineCost}: the expected delay by an
 * offer that is declined.
 *
 * <p>
 * {@code p} combines two smoothed shares by their odds: the share of all drivers for such a pickup time, and the share
 * of this driver for all pickups. {@code odds(p) = odds(pickup) × odds(driver) ÷ odds(city)}. Both shares start at that
 * of the city and need some answers to leave it. The term knows counts only, nothing personal.
 *
 * @param declineCost the delay of a ride by one declined offer; 0 switches the term off
 * @param city        the answers of all drivers
 * @param ofDriver    the answers of each driver
 */
public record Acceptance(Duration declineCost, PickupAnswers city, Function<String, AnswerCounts> ofDriver)
        implements
            PairTerm {
    /** Offers that a driver is remembered by; half of them are forgotten then. */
    public static final int MOST_OF_A_DRIVER = 50;
    private static final Duration LARGEST_COST = Duration.ofMinutes(30);
    /** The share in a city without answers, and the number of answers that it is worth. */
    private static final double EXPECTED = 0.85;
    private static final double STRENGTH = 10;
    private static final double LEAST = 0.02;
    private static final double MOST = 0.99;

    public Acceptance {
        Objects.requireNonNull(declineCost, "declineCost");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(ofDriver, "ofDriver");
        if (declineCost.isNegative() || declineCost.compareTo(LARGEST_COST) > 0) {
            throw new IllegalArgumentException("declineCost: %s (expected: 0 to 30 min)".formatted(declineCost));
        }
    }

    @Override
    public long millis(Match match, Candidate candidate) {
        return Math.round((1 - probability(candidate)) * declineCost.toMillis());
    }

    /** Returns the probability that a driver accepts a pickup so far away. */
    public double probability(Candidate candidate) {
        double all = city.smoothedShare(EXPECTED, STRENGTH);
        double pickup = city.of(candidate.pickupEta()).smoothedShare(all, STRENGTH);
        double driver = ofDriver.apply(candidate.driverId()).smoothedShare(all, STRENGTH);
        double odds = odds(pickup) * odds(driver) / odds(all);
        return Math.clamp(odds / (1 + odds), LEAST, MOST);
    }

    private static double odds(double share) {
        double bounded = Math.clamp(share, LEAST, MOST);
        return bounded / (1 - bounded);
    }
}
