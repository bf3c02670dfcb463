package dev.ridewire.booking.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
    @ParameterizedTest
    @ValueSource(strings = {
            "freeUntil: {description: How long it stays free; null where it is not, or where no time is set.}",
            "components: {schemas: {Ride: {description: }}}",
            "tags: [{name: Rides, description: Asking for a ride, and looking at it.}]",
            "{'': nothing}"})
    void aTextThatACommaCutsOffIsRefused(String yaml) {
        assertThatIllegalStateException().isThrownBy(() -> Overlay.read(yaml))
                .withMessageContaining("in quotes");
    }

    @Test
    void whatAnAnswerHasMayBeNull() {
        assertThat(Overlay.read("{get: {example: {fare: null}, description: 'One, two.'}}"))
                .extractingByKey("get").asString().contains("fare=null", "One, two.");
    }

    @Test
    void aSchemaHasNoMemberThatItsRecordHasNot() {
        assertThatIllegalStateException().isThrownBy(() -> Schemas.complete(Overlay.read(
                "Place: {from: 'Views$PlaceView', properties: {latitude: {minimum: -90}}}")))
                .withMessageContaining("latitude");
    }
}
