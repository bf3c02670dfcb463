package dev.ridewire.stack.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {
    @Test
    void aPropertyBecomesTheVariableThatSpringReadsItFrom() {
        assertThat(ServiceEnvironment.asVariable("ridewire.database.app-user")).isEqualTo("RIDEWIRE_DATABASE_APPUSER");
        assertThat(ServiceEnvironment.asVariable("ridewire.database.host")).isEqualTo("RIDEWIRE_DATABASE_HOST");
    }
}
