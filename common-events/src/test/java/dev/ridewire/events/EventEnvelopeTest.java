package dev.ridewire.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventEnvelopeTest {
    static final EventEnvelope ENVELOPE = new EventEnvelope(
            UUID.fromString("01920000-0000-7000-8000-000000000001"), "ridewire.booking.ride.v1.RideRequested",
            "/ridewire/booking", "01920000-0000-7000-8000-000000000002", 3,
            Instant.parse("2026-11-21T10:15:30.123456Z"), ByteString.copyFromUtf8("payload"));

    @Test
    void whatIsWrittenAsACloudEventIsReadBackTheSame() {
        assertThat(EventEnvelope.from(ENVELOPE.toCloudEvent())).isEqualTo(ENVELOPE);
    }

    @Test
    void theVersionTravelsAsTheSequence() {
        assertThat(ENVELOPE.toCloudEvent().getExtension("sequence")).isEqualTo("3");
    }

    @Test
    void anEventWithoutASequenceIsRefusedByName() {
        var event = CloudEventBuilder.v1(ENVELOPE.toCloudEvent()).withoutExtension("sequence").build();
        assertThatThrownBy(() -> EventEnvelope.from(event)).hasMessage("ce_sequence is missing");
    }

    @Test
    void anEventWhoseSequenceIsNoNumberIsRefusedWithTheValue() {
        var event = CloudEventBuilder.v1(ENVELOPE.toCloudEvent()).withExtension("sequence", "three").build();
        assertThatThrownBy(() -> EventEnvelope.from(event)).hasMessageContaining("three");
    }

    @Test
    void anEventWithoutASubjectIsRefusedByName() {
        var event = CloudEventBuilder.v1().withId(ENVELOPE.id().toString()).withType("t")
                .withSource(URI.create("/s")).withExtension("sequence", "1").build();
        assertThatThrownBy(() -> EventEnvelope.from(event)).hasMessage("ce_subject is missing");
    }

    @Test
    void versionsBeginAtOne() {
        assertThatThrownBy(() -> new EventEnvelope(ENVELOPE.id(), "t", "/s", "a", 0, Instant.EPOCH, ByteString.EMPTY))
                .hasMessage("version: 0 (expected: 1 or more)");
    }
}
