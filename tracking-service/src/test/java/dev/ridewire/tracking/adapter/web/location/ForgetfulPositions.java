package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.tracking.application.Positions;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Positions that keep nothing. */
final class ForgetfulPositions implements Positions {
    @Override
    public void keep(String driverId, List<Ping> pings) {}

    @Override
    public Mono<Void> settle() {
        return Mono.empty();
    }

    @Override
    public Mono<Map<UUID, List<Waypoint>>> along(List<FinishedDrive> drives) {
        return Mono.just(Map.of());
    }

    @Override
    public Mono<Long> forgetBefore(Instant time, int limit) {
        return Mono.just(0L);
    }
}
