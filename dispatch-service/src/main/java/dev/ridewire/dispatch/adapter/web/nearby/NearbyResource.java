package dev.ridewire.dispatch.adapter.web.nearby;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ridewire.dispatch.application.nearby.Nearby;
import dev.ridewire.dispatch.domain.nearby.NearbyClass;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The free cars around a rider, as the rider sees them. */
record NearbyResource(List<NearbyClassResource> classes, Instant validUntil) {
    static NearbyResource of(Nearby nearby) {
        return new NearbyResource(nearby.classes().stream().map(NearbyClassResource::of).toList(), nearby.until());
    }

    /** @param etaSeconds null without a free car */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record NearbyClassResource(String vehicleClass, @Nullable Long etaSeconds, List<GeoPoint> cars) {
        static NearbyClassResource of(NearbyClass one) {
            return new NearbyClassResource(
                    one.vehicleClass(), one.eta() == null ? null : one.eta().toSeconds(), one.places());
        }
    }
}
