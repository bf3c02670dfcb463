package dev.ridewire.dispatch.adapter.web.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.adapter.web.ApiOnPostgres;
import org.junit.jupiter.api.Test;

class ShiftApiTest extends ApiOnPostgres {
    @Test
    void aShiftIsStartedSeenAndEnded() {
        putShift(ann, ONLINE).expectStatus().isOk().expectBody()
                .jsonPath("$.driverId").isEqualTo(ann)
                .jsonPath("$.status").isEqualTo("ONLINE")
                .jsonPath("$.state").isEqualTo("AVAILABLE")
                .jsonPath("$.vehicle.class").isEqualTo("STANDARD")
                .jsonPath("$.rideId").isEqualTo(null);
        putShift(ann, ONLINE).expectStatus().isOk();
        get(ann, "driver", "/v1/drivers/me/shift").expectStatus().isOk().expectBody()
                .jsonPath("$.vehicle.plate").isEqualTo("RW-1");
        putShift(ann, OFFLINE).expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("OFFLINE");
        assertThat(city.events(ann)).containsExactly(
                "ridewire.dispatch.driver.v1.ShiftStarted", "ridewire.dispatch.driver.v1.ShiftEnded");
    }

    @Test
    void aShiftTellsWhetherItsDriverHasAPositionThatCounts() {
        putShift(ann, ONLINE).expectStatus().isOk().expectBody().jsonPath("$.lastPositionAt").isEqualTo(null);

        city.online(ann);

        get(ann, "driver", "/v1/drivers/me/shift").expectStatus().isOk().expectBody()
                .jsonPath("$.lastPositionAt").isNotEmpty();
        putShift(ann, OFFLINE).expectStatus().isOk().expectBody().jsonPath("$.lastPositionAt").isNotEmpty();
    }

    @Test
    void aShiftWithFaultsIsRefusedWithAllOfThem() {
        problem(putShift(ann, "{\"status\":\"ONLINE\",\"vehicle\":{\"class\":\"ROCKET\",\"plate\":\"\"}}"), 400,
                "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("/vehicle/class")
                .jsonPath("$.errors[1].pointer").isEqualTo("/vehicle/plate")
                .jsonPath("$.errors[2].pointer").isEqualTo("/vehicle/model");
        problem(putShift(ann, ONLINE.replace("RW-1", "RW\\ud83d")), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("/vehicle/plate");
        problem(putShift(ann, "{}"), 400, "malformed-request").jsonPath("$.errors[0].pointer").isEqualTo("/status");
        problem(putShift(ann, "{\"status\":\"ASLEEP\"}"), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("/status");
        problem(putShift(ann, "{\"status\""), 400, "malformed-request");
    }

    @Test
    void onlyDriversHaveShiftsAndOnlyDispatchersSeeSearches() {
        get(ann, "rider", "/v1/drivers/me/shift").expectStatus().isForbidden();
        get(ann, "driver", "/v1/ops/rides/" + ride + "/dispatch").expectStatus().isForbidden();
        client().get().uri("/v1/drivers/me/shift").exchange().expectStatus().isUnauthorized();
        problem(get("dora", "dispatcher", "/v1/ops/rides/" + ride + "/dispatch"), 404, "not-found");
    }

    @Test
    void tenParallelFirstShiftsOfOneDriverAreOneShift() throws Exception {
        assertThat(tenAtOnce(number -> putShift(ann, ONLINE))).containsOnly(200);
        assertThat(city.events(ann)).containsExactly("ridewire.dispatch.driver.v1.ShiftStarted");
    }
}
