package dev.ridewire.testing.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.parts.PartFailedException;
import org.junit.jupiter.api.Test;

class StackTest {
    @Test
    void itIsNamedAsOnTheCommandLine() {
        assertThat(Stack.named("embedded")).isEqualTo(Stack.EMBEDDED);
        assertThat(Stack.named("containers")).isEqualTo(Stack.CONTAINERS);
    }

    @Test
    void anotherNameFailsRatherThanRunsOnSomethingElse() {
        assertThatThrownBy(() -> Stack.named("container")).isInstanceOf(PartFailedException.class)
                .hasMessage("-Dstack=container (expected: embedded or containers)");
    }

    @Test
    void theContainersAreThoseOfDockerCompose() {
        assertThat(ContainerImages.of("postgres").asCanonicalNameString()).startsWith("postgres:");
        assertThat(ContainerImages.of("apache/kafka").asCanonicalNameString()).startsWith("apache/kafka:");
    }
}
