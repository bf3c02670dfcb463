package dev.ridewire.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

@ExtendWith(OutputCaptureExtension.class)
class DroppedErrorsTest {
    @Test
    void aStatementThatFailsAfterItsRequestEndedIsNoError(CapturedOutput output) {
        drop(Exceptions.errorCallbackNotImplemented(new R2dbcTimeoutException("canceling statement")));

        assertThat(output.toString()).doesNotContain("ERROR");
    }

    @Test
    void anErrorOfOursIsLogged(CapturedOutput output) {
        drop(new IllegalStateException("a defect"));

        assertThat(output.toString()).contains("ERROR", "request failed after its response had ended", "a defect");
    }

    private static void drop(Throwable error) {
        DroppedErrors.watch();
        Operators.onErrorDropped(error, Context.empty());
    }
}
