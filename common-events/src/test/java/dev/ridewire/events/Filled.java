package dev.ridewire.events;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages with every field set, in values that a person can read. Not rides that could be: a cancelled one has a fare
 * as well.
 */
final class Filled {
    private static final long FIRST_SECOND = 1_795_250_000;
    private static final Map<String, String> WORDS = Map.of(
            "ride_id", "01990000-0000-7000-8000-000000000001",
            "offer_id", "01990000-0000-7000-8000-000000000002",
            "vehicle_class", "STANDARD",
            "plate", "RW 1234",
            "model", "Toyota Prius",
            "currency", "USD",
            "reason", "changed-plans");
    private static final Map<String, Double> COORDINATES = Map.of("lat", 52.520008, "lng", 13.404954);

    private Filled() {}

    /**
     * Fills a message.
     *
     * @param fact   of a oneof, the field that is set; null where there is none
     * @param number makes values differ: events of different numbers show different enum values, two places of an event
     *         are not one
     */
    static Message with(Message.Builder message, @Nullable FieldDescriptor fact, int number) {
        fieldsOf(message.getDescriptorForType(), fact).forEach(field -> {
            if (field.isRepeated()) {
                message.addRepeatedField(field, value(message, field, number))
                        .addRepeatedField(field, value(message, field, number + 1));
            } else {
                message.setField(field, value(message, field, number));
            }
        });
        return message.build();
    }

    static Stream<FieldDescriptor> fieldsOf(Descriptor message, @Nullable FieldDescriptor fact) {
        return message.getFields().stream()
                .filter(field -> field.getRealContainingOneof() == null || field.equals(fact));
    }

    /** A field and all below it that can be set, with the way to each. */
    static Stream<String> pathsBelow(String way, FieldDescriptor field) {
        var path = way + "/" + field.getName();
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !isTime(field)
                ? Stream.concat(Stream.of(path),
                        field.getMessageType().getFields().stream().flatMap(below -> pathsBelow(path, below)))
                : Stream.of(path);
    }

    /** The fields that are set in a message, with the way to each. */
    static Stream<String> pathsSetIn(String way, Message message) {
        return message.getAllFields().entrySet().stream().flatMap(entry -> {
            var path = way + "/" + entry.getKey().getName();
            var values = entry.getKey().isRepeated() ? (List<?>) entry.getValue() : List.of(entry.getValue());
            return Stream.concat(Stream.of(path), values.stream()
                    .filter(value -> value instanceof Message && !(value instanceof Timestamp))
                    .flatMap(below -> pathsSetIn(path, (Message) below)));
        });
    }

    private static Object value(Message.Builder parent, FieldDescriptor field, int number) {
        return switch (field.getJavaType()) {
            case STRING -> field.getName().equals("amount")
                    ? number + ".50"
                    : WORDS.getOrDefault(field.getName(), field.getName().replaceAll("_ids?$", "-") + (number + 1));
            case INT -> 100 * field.getNumber() + number;
            case LONG -> number + 1L;
            case DOUBLE -> COORDINATES.getOrDefault(field.getName(), field.getNumber() + 0.5) + number / 1_024.0;
            case ENUM -> {
                var values = field.getEnumType().getValues();
                yield values.get(1 + number % (values.size() - 1));
            }
            case MESSAGE -> isTime(field)
                    ? Timestamp.newBuilder().setSeconds(FIRST_SECOND + 60L * field.getNumber()).setNanos(123_456_000)
                            .build()
                    : with(parent.newBuilderForField(field), null, number + field.getNumber());
            case FLOAT, BOOLEAN, BYTE_STRING -> throw new IllegalArgumentException(
                    "%s: no value is known for a %s".formatted(field.getFullName(), field.getType()));
        };
    }

    private static boolean isTime(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(Timestamp.getDescriptor());
    }

}
