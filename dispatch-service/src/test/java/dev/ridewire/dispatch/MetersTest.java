package dev.ridewire.dispatch;

import dev.ridewire.testing.pages.MetricsPage;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DispatchOnPostgres
class MetersTest {
    @Autowired
    MeterRegistry registry;

    @Test
    void everyMeterIsOnThePageAndTheServiceHasItsOwn() {
        MetricsPage.requireAgreement("dispatch",
                registry.getMeters().stream().map(meter -> meter.getId().getName()).toList());
    }
}
