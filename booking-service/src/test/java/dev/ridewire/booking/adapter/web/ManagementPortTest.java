package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.testing.web.WholeAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The management port: what operators see has a port of its own, which is not routed to from outside. */
class ManagementPortTest extends BookingApi {
    @LocalManagementPort
    int managementPort;

    @ParameterizedTest
    @ValueSource(strings = {
            "/actuator", "/actuator/health", "/actuator/health/readiness", "/actuator/prometheus", "/actuator/env",
            "/actuator/heapdump", "/livez", "/readyz"})
    void theApisPortHasNothingForOperators(String path) {
        client().get().uri(path).exchange().expectStatus().isUnauthorized();
        problem(get(dispatcher(), path), 404, "not-found");
    }

    @Test
    void theManagementPortHasNothingForClientsAndLittleForOperators() {
        assertThat(managementPort).isNotEqualTo(port);
        var operator = WholeAnswers.clientOf(managementPort).build();

        operator.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
        operator.get().uri("/actuator/prometheus").exchange().expectStatus().isOk();
        for (String path : new String[]{"/v1/rides", "/actuator/env", "/actuator/heapdump", "/actuator/beans",
                "/actuator/configprops", "/actuator/loggers", "/actuator/shutdown", "/actuator/threaddump"}) {
            operator.get().uri(path).headers(headers -> headers.setBearerAuth(rider().token())).exchange()
                    .expectStatus().value(status -> assertThat(status).as(path).isIn(401, 403, 404));
        }
    }
}
