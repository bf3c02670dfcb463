package dev.ridewire.dispatch.adapter.web.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.adapter.web.ApiOnPostgres;
import dev.ridewire.dispatch.application.matching.BatchLog;
import dev.ridewire.dispatch.application.matching.MatchingRides;
import dev.ridewire.dispatch.application.matching.RecordingBatches;
import dev.ridewire.dispatch.application.matching.RideInBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DispatchApiTest extends ApiOnPostgres {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Autowired
    private MatchingRides matching;
    @Autowired
    private RecordingBatches recording;
    @Autowired
    private BatchLog batches;

    @Test
    void aDispatcherSeesWhyARideWaitedAndWhoWasAsked() {
        city.want(ride);
        matchAndRecord();
        city.online(ann);
        matchAndRecord();

        get("dora", "dispatcher", path(ride)).expectStatus().isOk().expectBody()
                .jsonPath("$.state").isEqualTo("OFFERED")
                .jsonPath("$.batches.length()").isEqualTo(2)
                .jsonPath("$.batches[0].result").isEqualTo("OFFERED")
                .jsonPath("$.batches[0].summary").isEqualTo("The ride was offered to a driver.")
                .jsonPath("$.batches[0].candidates[?(@.driverId == '" + ann + "')].result").isEqualTo("OFFERED")
                .jsonPath("$.batches[0].candidates[0].cost.totalSeconds").isNumber()
                .jsonPath("$.batches[1].result").isEqualTo("NO_CANDIDATE");
    }

    @Test
    void onlyDispatchersSeeIt() {
        city.want(ride);

        get(ann, "driver", path(ride)).expectStatus().isForbidden();
        get("dora", "dispatcher", path(UUID.randomUUID())).expectStatus().isNotFound();
    }

    @Test
    void oldRecordsAreForgottenInBatches() {
        Instant old = Instant.parse("2001-01-01T00:00:00Z");
        List<RideInBatch> records = List.of(record(old), record(old.plusSeconds(1)), record(old.plusSeconds(2)));
        batches.add(records).block(BOUND);

        assertThat(batches.forget(old.plusSeconds(2), 1).block(BOUND)).isEqualTo(1);
        assertThat(Objects.requireNonNull(batches.ofRide(ride, 10).block(BOUND)))
                .containsExactly(records.get(2), records.get(1));
        assertThat(batches.forget(old.plusSeconds(2), 10).block(BOUND)).isEqualTo(1);
        assertThat(batches.ofRide(ride, 10).block(BOUND)).hasSize(1);
        batches.forget(old.plusSeconds(3), 10).block(BOUND);
    }

    private RideInBatch record(Instant at) {
        return new RideInBatch(ride, at, 1, RideInBatch.Result.NO_CANDIDATE, 3, 2,
                Map.of(RideInBatch.Reason.BUSY, 2), List.of(),
                List.of(new RideInBatch.PassedOver("ann", RideInBatch.Reason.BUSY)));
    }

    private void matchAndRecord() {
        recording.record(Objects.requireNonNull(matching.matchBatch(null).block(BOUND)).explained()).block(BOUND);
    }

    private static String path(UUID ride) {
        return "/v1/ops/rides/" + ride + "/dispatch";
    }
}
