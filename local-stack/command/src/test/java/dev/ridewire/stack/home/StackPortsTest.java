package dev.ridewire.stack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackPortsTest {
    @Test
    void theUsualPortsAreThoseOfTheDocumentation() {
        assertThat(StackPorts.USUAL.address(Part.BOOKING)).hasToString("http://127.0.0.1:8081");
        assertThat(StackPorts.USUAL.address(Part.DISPATCH)).hasToString("http://127.0.0.1:8082");
        assertThat(StackPorts.USUAL.address(Part.TRACKING)).hasToString("http://127.0.0.1:8083");
        assertThat(StackPorts.USUAL.address(Part.ZIPKIN)).hasToString("http://127.0.0.1:9411");
        assertThat(StackPorts.USUAL.kafkaServers()).isEqualTo("127.0.0.1:9092");
    }

    @Test
    void aBasePortMovesThemAllAndNoTwoMeet() {
        StackPorts ports = StackPorts.from(20_000);
        assertThat(ports.booking()).isEqualTo(20_001);
        assertThat(ports.trackingManagement()).isEqualTo(20_013);
        assertThat(Arrays.stream(Part.values()).flatMap(part -> ports.neededBy(part).values().stream()))
                .doesNotHaveDuplicates().hasSize(10);
    }

    @Test
    void freePortsAreTenDifferentOnes() {
        StackPorts ports = StackPorts.free();
        assertThat(Arrays.stream(Part.values()).flatMap(part -> ports.neededBy(part).values().stream()))
                .doesNotHaveDuplicates().hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1023, 65_523})
    void aBaseWithoutRoomIsRefused(int base) {
        assertThatThrownBy(() -> StackPorts.from(base)).hasMessageContaining("base port: " + base);
    }
}
