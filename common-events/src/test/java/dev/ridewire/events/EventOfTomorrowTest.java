package dev.ridewire.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader of today meets events of a newer release: it reads what it knows, and loses nothing of what it doesn't. */
class EventOfTomorrowTest {
    static List<EventType> types() {
        return EventType.all();
    }

    static Stream<EventType> typesWithFact() {
        return types().stream().filter(type -> type.fact() != null);
    }

    @ParameterizedTest
    @MethodSource("types")
    void unknownFieldsAreCarriedAndTheRestIsRead(EventType type) throws Exception {
        var today = type.filled();
        var tomorrow = Tomorrow.withNewFields(today);

        var read = type.stream().parse(tomorrow.toByteString());

        assertThat(read).isNotEqualTo(today);
        assertThat(withoutUnknown(read)).isEqualTo(today);
        assertCarried(read, tomorrow);
    }

    @ParameterizedTest
    @MethodSource("types")
    void unknownValuesOfEnumsAreCarriedAsNumbers(EventType type) throws Exception {
        var tomorrow = Tomorrow.withNewEnumValues(type.filled());

        var read = type.stream().parse(tomorrow.toByteString());

        assertThat(valuesIn(read)).allSatisfy(value -> {
            assertThat(value.getNumber()).isEqualTo(Tomorrow.VALUE);
            assertThat(value.getIndex()).isEqualTo(-1);
        });
        assertThat(Filled.pathsSetIn("", read)).containsExactlyElementsOf(
                Filled.pathsSetIn("", type.filled()).toList());
        assertCarried(read, tomorrow);
    }

    @ParameterizedTest
    @MethodSource("typesWithFact")
    void anUnknownFactLeavesTheStateToBeRead(EventType type) throws Exception {
        var today = type.filled();
        var tomorrow = Tomorrow.withNewFact(today);

        var read = type.stream().parse(tomorrow.toByteString());

        assertThat(read.hasOneof(Objects.requireNonNull(type.fact()).getContainingOneof())).isFalse();
        assertThat(withoutUnknown(read)).isEqualTo(today.toBuilder().clearField(type.fact()).build());
        assertCarried(read, tomorrow);
    }

    @ParameterizedTest
    @MethodSource("typesWithFact")
    void anEnvelopeOfAnUnknownTypeWithUnknownAttributesIsReadAsAnyOther(EventType type) throws Exception {
        var tomorrow = Tomorrow.withNewFact(type.filled());
        var envelope = new EventEnvelope(UUID.randomUUID(), type.stream().typeOf(Tomorrow.FACT), type.stream().source(),
                "aggregate", 7, Instant.parse("2027-01-01T00:00:00Z"), tomorrow.toByteString());

        var read = EventEnvelope.from(CloudEventBuilder.v1(envelope.toCloudEvent())
                .withExtension("oftomorrow", "news").build());

        assertThat(read).isEqualTo(envelope);
        assertCarried(type.stream().parse(read.payload()), tomorrow);
    }

    /** A reader of tomorrow reads a rewritten event as the original. */
    private static void assertCarried(Message read, DynamicMessage tomorrow) throws Exception {
        assertThat(DynamicMessage.parseFrom(tomorrow.getDescriptorForType(), read.toByteString())).isEqualTo(tomorrow);
    }

    private static Message withoutUnknown(Message message) {
        var known = message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof Message below) {
                known.setField(field, withoutUnknown(below));
            }
        });
        return known.build();
    }

    private static Stream<EnumValueDescriptor> valuesIn(Message message) {
        return message.getAllFields().entrySet().stream().flatMap(entry -> switch (entry.getValue()) {
            case Message below -> valuesIn(below);
            case EnumValueDescriptor value when entry.getKey().getJavaType() == FieldDescriptor.JavaType.ENUM ->
                Stream.of(value);
            default -> Stream.empty();
        });
    }
}
