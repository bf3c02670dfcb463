package dev.ridewire.events;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One {@code ce_type} that Ridewire publishes.
 *
 * @param number its place among the facts of its stream, from 0
 * @param fact   the stream's field for it; null where the stream's message is the fact
 */
record EventType(EventStream<? extends Message> stream, int number, @Nullable FieldDescriptor fact) {
    /** Every type of every stream. */
    static List<EventType> all() {
        return EventStreams.all().stream().flatMap(EventType::of).toList();
    }

    static Stream<EventType> of(EventStream<? extends Message> stream) {
        var facts = message(stream).getRealOneofs().stream().flatMap(oneof -> oneof.getFields().stream()).toList();
        return facts.isEmpty()
                ? Stream.of(new EventType(stream, 0, null))
                : facts.stream().map(fact -> new EventType(stream, facts.indexOf(fact), fact));
    }

    static Descriptor message(EventStream<? extends Message> stream) {
        return empty(stream).getDescriptorForType();
    }

    /** The {@code ce_type}. */
    String name() {
        return stream.typeOf((fact == null ? message() : fact.getMessageType()).getName());
    }

    Descriptor message() {
        return message(stream);
    }

    /** An event of this type with every field set, facts of other types aside. */
    Message filled() {
        return Filled.with(empty(stream).newBuilderForType(), fact, number);
    }

    /** The names of all fields that an event of this type can have, each with the way to it. */
    Stream<String> fieldPaths() {
        return Filled.fieldsOf(message(), fact).flatMap(field -> Filled.pathsBelow("", field));
    }

    @Override
    public String toString() {
        return name();
    }

    private static Message empty(EventStream<? extends Message> stream) {
        try {
            return stream.parse(ByteString.EMPTY);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(stream.topic() + " has a required field", e);
        }
    }
}
