package dev.ridewire.booking.domain.city;

import dev.ridewire.booking.domain.fare.PricedTrip;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The map of the cities that are served.
 *
 * @param cities whose areas have nothing in common
 */
public record ServiceMap(List<City> cities, TravelAssumptions assumptions) {
    public ServiceMap {
        cities = List.copyOf(cities);
        Objects.requireNonNull(assumptions, "assumptions");
        if (cities.isEmpty()) {
            throw new IllegalArgumentException("cities: none (expected: one or more)");
        }
    }

    /**
     * Returns the city that serves a trip, and its prices. The pickup decides the city; the drop-off must be in its
     * reach.
     */
    public Answer answerFor(GeoPoint pickup, GeoPoint dropoff, Instant now) {
        for (City city : cities) {
            Optional<Tariff> tariff = city.tariffAt(now);
            if (tariff.isPresent() && city.area().contains(pickup)) {
                return objectionTo(city, pickup, dropoff, now)
                        .<Answer>map(Answer.NotServed::new)
                        .orElseGet(() -> new Answer.Served(
                                city, tariff.get(), assumptions.tripBetween(pickup, dropoff)));
            }
        }
        return new Answer.NotServed(new TripRejection.OutsideServiceArea(TripRejection.Stop.PICKUP, served(now)));
    }

    private Optional<TripRejection> objectionTo(City city, GeoPoint pickup, GeoPoint dropoff, Instant now) {
        double meters = pickup.metersTo(dropoff);
        if (meters < assumptions.minimumMeters()) {
            return Optional.of(new TripRejection.TripTooShort(assumptions.minimumMeters()));
        }
        if (!city.reaches(dropoff)) {
            return Optional.of(new TripRejection.OutsideServiceArea(TripRejection.Stop.DROPOFF, served(now)));
        }
        return meters > assumptions.maximumMeters()
                ? Optional.of(new TripRejection.TripTooLong(assumptions.maximumMeters()))
                : Optional.empty();
    }

    /** A city opens with its first tariff. */
    private List<City> served(Instant now) {
        return cities.stream().filter(city -> city.tariffAt(now).isPresent()).toList();
    }

    /** The map's answer to a trip. */
    public sealed interface Answer {
        /** @param tariff of the city, in force now */
        record Served(City city, Tariff tariff, TripLength estimate) implements Answer {
            /** Returns what the trip costs in each vehicle class of the tariff. */
            public PricedTrip pricedWith(Surge surge) {
                return new PricedTrip(city.id(), city.zone(), tariff.version(), surge, estimate, tariff.rates());
            }
        }

        record NotServed(TripRejection reason) implements Answer {}
    }
}
