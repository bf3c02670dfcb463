package dev.ridewire.dispatch.adapter.web.nearby;

import dev.ridewire.dispatch.application.nearby.NearbyCars;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The free cars around a rider. */
@RestController
final class NearbyController {
    /** Java itself would also read "1d" and "0x1p3". */
    private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,20})?");

    private final NearbyCars cars;
    private final Clock clock;

    NearbyController(NearbyCars cars, Clock clock) {
        this.cars = cars;
        this.clock = clock;
    }

    @GetMapping(path = "/v1/nearby", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<NearbyResource>> around(@RequestParam MultiValueMap<String, String> parameters) {
        return cars.around(place(parameters)).map(nearby -> ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(untilThen(Duration.between(clock.instant(), nearby.until())))
                        .cachePrivate())
                .body(NearbyResource.of(nearby)));
    }

    private static Duration untilThen(Duration left) {
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static GeoPoint place(MultiValueMap<String, String> parameters) {
        List<FieldFault> faults = new ArrayList<>();
        double lat = degrees("lat", 90, parameters, faults);
        double lng = degrees("lng", 180, parameters, faults);
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "The place is incomplete or has wrong values.", faults, Map.of());
        }
        return new GeoPoint(lat, lng);
    }

    private static double degrees(
            String name, int bound, MultiValueMap<String, String> parameters, List<FieldFault> faults) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() == 1 && DEGREES.matcher(values.getFirst()).matches()) {
            double degrees = Double.parseDouble(values.getFirst());
            if (Math.abs(degrees) <= bound) {
                return degrees;
            }
        }
        faults.add(new FieldFault("query:" + name,
                "expected: decimal degrees, -%d to %d, such as %s, once".formatted(bound, bound, "40.758")));
        return Double.NaN;
    }
}
