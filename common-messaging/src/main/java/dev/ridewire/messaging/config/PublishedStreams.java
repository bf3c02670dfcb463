package dev.ridewire.messaging.config;

import dev.ridewire.events.EventStream;
import java.util.List;

/**
 * The streams that a service writes. For a bean of this type, the service creates their topics as soon as Kafka
 * answers.
 */
public record PublishedStreams(List<EventStream<?>> streams) {
    public PublishedStreams {
        streams = List.copyOf(streams);
    }
}
