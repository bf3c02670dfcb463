package dev.ridewire.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideRequested;
import dev.ridewire.events.booking.ride.v1.RideState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventStreamsTest {
    static Iterable<EventStream<? extends Message>> streams() {
        return EventStreams.all();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aTopicIsNamedAfterItsProtobufPackage(EventStream<? extends Message> stream) throws Exception {
        assertThat(descriptorOf(stream).getFile().getPackage()).isEqualTo(stream.topic());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void everyFactIsAMessageOfTheSamePackageNamedLikeItsField(EventStream<? extends Message> stream) throws Exception {
        for (OneofDescriptor oneof : descriptorOf(stream).getRealOneofs()) {
            assertThat(oneof.getFields()).allSatisfy(fact -> {
                assertThat(fact.getMessageType().getFile().getPackage()).isEqualTo(stream.topic());
                assertThat(fact.getJsonName()).isEqualToIgnoringCase(fact.getMessageType().getName());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamIsFoundByItsTopic(EventStream<? extends Message> stream) {
        assertThat(EventStreams.ofTopic(stream.topic())).contains(stream);
    }

    @Test
    void anUnknownTopicHasNoStream() {
        assertThat(EventStreams.ofTopic("somebody.else.v1")).isEmpty();
    }

    @Test
    void theTypeOfAFactNamesItsStreamAndMessage() {
        assertThat(EventStreams.RIDES.typeOf("RideRequested")).isEqualTo("ridewire.booking.ride.v1.RideRequested");
    }

    @Test
    void whatAStreamWritesItReads() throws Exception {
        var event = RideEvent.newBuilder()
                .setRide(Ride.newBuilder().setRideId("r").setVersion(1).setState(RideState.RIDE_STATE_REQUESTED))
                .setRideRequested(RideRequested.getDefaultInstance())
                .build();
        assertThat(EventStreams.RIDES.parse(event.toByteString())).isEqualTo(event);
    }

    private static Descriptor descriptorOf(EventStream<? extends Message> stream) throws Exception {
        return stream.parse(ByteString.EMPTY).getDescriptorForType();
    }
}
