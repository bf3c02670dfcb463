package dev.ridewire.events;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Objects;

/**
 * A topic and the events that are written to it.
 *
 * @param topic  the Kafka topic; also the Protobuf package and the prefix of every {@code ce_type} on it
 * @param source {@code ce_source}, the service that owns the aggregate
 * @param parser reads a payload
 * @param <M>    the message of the stream
 */
public record EventStream<M extends Message>(String topic, String source, Parser<M> parser) {
    public EventStream {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(parser, "parser");
    }

    /** Returns the {@code ce_type} of a fact, for example {@code ridewire.booking.ride.v1.RideRequested}. */
    public String typeOf(String fact) {
        return topic + "." + fact;
    }

    /** Returns the topic for records that a consumer could not handle. */
    public String deadLetterTopic() {
        return topic + ".dlt";
    }

    /**
     * Reads a payload. It keeps and ignores fields that a newer version added.
     *
     * @throws InvalidProtocolBufferException if the bytes are no message of this stream
     */
    public M parse(ByteString payload) throws InvalidProtocolBufferException {
        return parser.parseFrom(payload);
    }
}
