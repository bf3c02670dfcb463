package dev.ridewire.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.run.Readiness;
import java.util.Arrays;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of the shared stack, after every other test has used it. */
@Order(3)
@ExtendWith(SharedStack.class)
class StoppingTheStackIT {
    @Test
    void aStoppedStackLeavesNothingRunningAndIsFoundNoMore(StackUnderTest stack) {
        stack.close();

        assertThat(RunningStack.find(stack.home())).isEmpty();
        assertThat(Arrays.stream(Part.values()).filter(part -> Readiness.of(part, stack.ports()))).isEmpty();
    }
}
