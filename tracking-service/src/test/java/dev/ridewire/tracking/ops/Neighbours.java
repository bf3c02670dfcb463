package dev.ridewire.tracking.ops;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.tracking.TopicWriter;
import java.util.List;

/** The other services, as far as tracking sees them: they publish events. */
public final class Neighbours implements AutoCloseable {
    private final TopicWriter writer;

    public Neighbours(String kafka) {
        writer = new TopicWriter(kafka, EventStreams.all());
    }

    public void tell(Story story) {
        tell(story.entries());
    }

    public void tell(List<OutboxEntry> entries) {
        writer.write(entries);
    }

    @Override
    public void close() {
        writer.close();
    }
}
