package dev.ridewire.messaging.config;

import dev.ridewire.events.EventStream;
import java.util.List;

/** The streams a service writes; a bean of this type has their topics made, as soon as Kafka is there. */
public record PublishedStreams(List<EventStream<?>> streams) {
    public PublishedStreams {
        streams = List.copyOf(streams);
    }
}
