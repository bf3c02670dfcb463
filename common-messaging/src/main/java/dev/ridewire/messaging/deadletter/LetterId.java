package dev.ridewire.messaging.deadletter;

import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** The position of a dead letter, which is also its name: {@code <topic>.dlt/<partition>/<offset>}. */
public record LetterId(String topic, int partition, long offset) {
    /** The suffix that turns the name of a topic into that of its dead letters. */
    public static final String SUFFIX = ".dlt";

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,249})/(\\d{1,9})/(\\d{1,18})");

    public LetterId {
        Objects.requireNonNull(topic, "topic");
        if (!topic.endsWith(SUFFIX)) {
            throw new IllegalArgumentException("no topic of dead letters: " + topic + " (expected: …" + SUFFIX + ")");
        }
    }

    /** @throws IllegalArgumentException if the text is no letter's name */
    public static LetterId parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "no dead letter: " + text + " (expected: like ridewire.booking.ride.v1.dlt/0/42)");
        }
        return new LetterId(form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3)));
    }

    TopicPartition place() {
        return new TopicPartition(topic, partition);
    }

    /** Returns the topic that the event of the letter came from. */
    public String originalTopic() {
        return topic.substring(0, topic.length() - SUFFIX.length());
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
