package dev.ridewire.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events carry every public field of a resource, so that a consumer never has to ask the owner. */
class PublicStateTest {
    // Left out on purpose: a ride's PIN, which only its rider sees.
    // Ages and ETAs are left out too: each reader of a position computes them.
    @ParameterizedTest
    @CsvSource({
            "ridewire.booking.ride.v1, ride, ride_id rider_id state version attempt vehicle_class pickup/lat pickup/lng dropoff/lat "
                    + "dropoff/lng quoted_fare/amount quoted_fare/currency fare/amount fare/currency driver_id "
                    + "vehicle/vehicle_class vehicle/plate vehicle/model pickup_eta_seconds scheduled_for requested_at "
                    + "state_changed_at cancellation/by cancellation/reason cancellation/fee/amount cancellation/fee/currency",
            "ridewire.dispatch.match.v1, match, ride_id state version attempt driver_id vehicle/vehicle_class vehicle/plate vehicle/model "
                    + "offer/offer_id offer/driver_id offer/state offer/pickup/lat offer/pickup/lng offer/dropoff/lat "
                    + "offer/dropoff/lng offer/vehicle_class offer/fare/amount offer/fare/currency offer/pickup_eta_seconds "
                    + "offer/expires_at",
            "ridewire.dispatch.driver.v1, driver, driver_id status version vehicle/vehicle_class vehicle/plate vehicle/model ride_id",
            "ridewire.tracking.trip.v1, trip, ride_id driver_id version distance_meters duration_seconds started_at completed_at",
            "ridewire.tracking.location.v1, '', driver_id position/lat position/lng heading_degrees recorded_at"})
    void anEventCarriesWhatClientsSee(String topic, String aggregate, String fields) {
        var way = aggregate.isEmpty() ? "/" : "/" + aggregate + "/";
        assertThat(fields.split(" ", -1)).allSatisfy(field -> assertThat(pathsOf(topic)).contains(way + field));
    }

    private static Iterable<String> pathsOf(String topic) {
        EventStream<? extends Message> stream = EventStreams.ofTopic(topic).orElseThrow();
        return EventType.of(stream).flatMap(EventType::fieldPaths).collect(Collectors.toSet());
    }
}
