package dev.ridewire.tracking.ops;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A town full of rides and cars: events come by Kafka, and positions by the API, as from the drivers' phones. */
final class Town {
    private static final GeoPoint CENTRE = new GeoPoint(40.755, -73.975);
    /** Positions that the service takes at once without refusing any. */
    private static final int REPORTS_AT_ONCE = 16;

    private final Random chance = new Random(7);
    private final List<Car> cars = new ArrayList<>();
    private final WebClient client;
    private final TestIssuer issuer;

    Town(int port, TestIssuer issuer) {
        this.client = WebClient.create("http://127.0.0.1:" + port);
        this.issuer = issuer;
    }

    /** Tells of rides in all states, most of them open, with a car for each driver on a ride, and with free cars. */
    void fill(Neighbours neighbours, int rides, Instant now) {
        for (int i = 0; i < rides; i++) {
            UUID id = new UUID(chance.nextLong(), chance.nextLong());
            GeoPoint pickup = somewhere();
            Instant begin = now.minusMillis(chance.nextInt(140_000));
            switch (i % 10) {
                case 0, 1 -> neighbours.tell(Stories.searching(id, begin, pickup));
                case 2 -> neighbours.tell(Stories.offered(id, now.minusMillis(chance.nextInt(9_000)), pickup));
                case 3, 4, 5 -> {
                    neighbours.tell(Stories.assigned(id, begin, pickup));
                    cars.add(new Car("driver-" + id));
                }
                case 6, 7, 8 -> {
                    neighbours.tell(Stories.underWay(id, begin.minusSeconds(240), pickup));
                    cars.add(new Car("driver-" + id));
                }
                default -> neighbours.tell(Stories.completed(id, begin.minusSeconds(800), pickup));
            }
        }
        for (int i = cars.size(); i < rides; i++) {
            cars.add(new Car("free-" + i));
        }
    }

    /** Lets every car drive for some seconds and report its position. */
    Mono<Void> drive(Duration time, Instant now) {
        return Flux.fromIterable(cars).flatMap(car -> {
            car.drive(time.toMillis() / 1000.0, chance);
            return client.post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                    .headers(headers -> headers.setBearerAuth(car.token))
                    .bodyValue("{\"points\":[{\"lat\":%.6f,\"lng\":%.6f,\"heading\":%d,\"recordedAt\":\"%s\"}]}"
                            .formatted(car.lat, car.lng, car.heading, now))
                    .retrieve().toBodilessEntity();
        }, REPORTS_AT_ONCE).then();
    }

    private GeoPoint somewhere() {
        return new GeoPoint(CENTRE.lat() + chance.nextGaussian() * 0.022,
                CENTRE.lng() + chance.nextGaussian() * 0.022);
    }

    /** A car that drives straight on, and turns at some corners. */
    private final class Car {
        private static final double METERS_A_SECOND = 9;
        private static final double METERS_A_DEGREE = 111_000;

        private final String token;
        private double lat;
        private double lng;
        private int heading = chance.nextInt(4) * 90;

        Car(String driver) {
            this.token = issuer.token("driver", driver, Duration.ofHours(2));
            GeoPoint start = somewhere();
            this.lat = start.lat();
            this.lng = start.lng();
        }

        private void drive(double seconds, Random turns) {
            if (turns.nextInt(4) == 0) {
                heading = (heading + 90) % 360;
            }
            double degrees = METERS_A_SECOND * seconds / METERS_A_DEGREE;
            lat += Math.cos(Math.toRadians(heading)) * degrees;
            lng += Math.sin(Math.toRadians(heading)) * degrees / 0.76;
        }
    }
}
