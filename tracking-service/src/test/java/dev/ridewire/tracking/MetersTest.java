package dev.ridewire.tracking;

import dev.ridewire.testing.pages.MetricsPage;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MetersTest extends OnRealParts {
    @Autowired
    MeterRegistry registry;

    @Test
    void everyMeterIsOnThePageAndTheServiceHasItsOwn() {
        MetricsPage.requireAgreement("tracking",
                registry.getMeters().stream().map(meter -> meter.getId().getName()).toList());
    }
}
