package dev.ridewire.bench.textbook;

import dev.ridewire.bench.textbook.RidesController.RideRequest;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** The use case. */
@Service
class RideService {
    private static final Duration KEY_LIFE = Duration.ofHours(24);

    private final RideRepository rides;
    private final OutboxRepository outbox;
    private final IdempotencyKeyRepository keys;
    private final EntityManager entities;
    private final JsonMapper json;
    private final Clock clock = Clock.systemUTC();

    RideService(RideRepository rides, OutboxRepository outbox, IdempotencyKeyRepository keys, EntityManager entities,
            JsonMapper json) {
        this.rides = rides;
        this.outbox = outbox;
        this.keys = keys;
        this.entities = entities;
        this.json = json;
    }

    @Transactional
    RideEntity request(String rider, String key, RideRequest request) {
        String fingerprint = fingerprintOf(request);
        var id = new IdempotencyKeyEntity.Id(rider, key);
        var known = keys.findById(id);
        if (known.isPresent()) {
            if (!known.get().getFingerprint().equals(fingerprint)) {
                throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
            }
            return rides.findById(known.get().getRideId()).orElseThrow();
        }
        Instant now = clock.instant();
        RideEntity ride = rides.save(RideEntity.requested(rider, request, now));
        outbox.save(
                OutboxEntity.of("RideRequested", ride.getId().toString(), json.writeValueAsBytes(ride.toView()), now));
        // The id is not generated, so save() would first select it.
        entities.persist(new IdempotencyKeyEntity(id, fingerprint, ride.getId(), now.plus(KEY_LIFE)));
        return ride;
    }

    private String fingerprintOf(RideRequest request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
