package dev.ridewire.stack.letters;

import dev.ridewire.messaging.deadletter.DeadLetter;
import dev.ridewire.messaging.deadletter.SetAsideEvent;
import dev.ridewire.stack.events.EventLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The view of an event that was set aside, by a consumer or by a producer.
 *
 * @param id        its id in commands
 * @param consumer  the consumer that failed; null if Kafka refused the event, so that no consumer ever received it
 * @param eventType the fact's name
 * @param round     how often it has failed
 * @param record    the event as a record
 */
public record LetterView(String id, Instant since, @Nullable String consumer, String eventType, String aggregate,
        String version, String reason, String exception, String stack, long round, @Nullable String first,
        @Nullable String traceparent, ConsumerRecord<byte[], byte[]> record) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    public LetterView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(record, "record");
    }

    public static LetterView of(DeadLetter letter) {
        return new LetterView(letter.id().toString(), letter.since(), letter.consumer(),
                factOf(letter.header("ce_type")),
                orUnknown(letter.header("ce_subject")), orUnknown(letter.header("ce_sequence")), letter.reason(),
                letter.exception(), letter.stack(), letter.round(), letter.round() > 1 ? letter.first() : null,
                letter.header("traceparent"), letter.record());
    }

    /** @param service the service that keeps the event */
    public static LetterView of(String service, SetAsideEvent event) {
        var record = new ConsumerRecord<byte[], byte[]>(event.topic(), 0, 0,
                event.aggregateId().getBytes(StandardCharsets.UTF_8), event.payload());
        return new LetterView(RefusedId.of(service, event.id()).toString(), event.setAside(), null,
                factOf(event.type()), event.aggregateId(), Long.toString(event.version()), "refused by Kafka",
                event.reason(), "", 1, null, event.traceparent(), record);
    }

    public static Predicate<LetterView> about(@Nullable String consumer, @Nullable String aggregate) {
        return view -> (consumer == null || consumer.equals(view.consumer()))
                && (aggregate == null || aggregate.equals(view.aggregate()));
    }

    /** Returns two lines for a list. */
    public List<String> inList(Instant now) {
        return List.of(
                "%s  %s  %s  %s v%s of %s  %s%s".formatted(id, Text.age(Duration.between(since, now)),
                        consumer == null ? "-" : Text.line(consumer), Text.line(eventType), Text.line(version),
                        Text.line(aggregate), Text.line(reason), round > 1 ? ", round " + round : ""),
                "    " + Text.firstLine(exception));
    }

    /** Returns one line for programs. */
    public String toJson() {
        var line = JSON.createObjectNode();
        line.put("id", id);
        line.put("since", since.toString());
        line.put("consumer", consumer);
        line.put("type", eventType);
        line.put("aggregate", aggregate);
        line.put("version", version);
        line.put("reason", reason);
        line.put("exception", exception.lines().findFirst().orElse(""));
        line.put("round", round);
        line.put("first", first);
        line.put("traceparent", traceparent);
        return line.toString();
    }

    /**
     * Returns all details.
     *
     * @param payload the record that has the payload; null if it is lost
     * @param zipkin  the address that shows traces; null if it is unknown
     */
    public List<String> inFull(@Nullable ConsumerRecord<byte[], byte[]> payload, @Nullable String zipkin, Instant now) {
        var lines = new ArrayList<String>();
        lines.add("letter     " + id);
        lines.add("since      " + since + ", " + Text.age(Duration.between(since, now)) + " ago");
        if (consumer != null) {
            lines.add("consumer   " + Text.line(consumer));
        }
        lines.add("event      %s, version %s of %s".formatted(Text.line(eventType), Text.line(version),
                Text.line(aggregate)));
        lines.add("reason     " + Text.line(reason)
                + (first == null ? "" : ", round " + round + " since " + Text.line(first)));
        lines.add("trace      " + trace(zipkin));
        lines.add("");
        lines.add("headers");
        for (Header header : record.headers()) {
            if (!header.key().endsWith("_stack") && !header.key().endsWith("_exception")) {
                lines.add("  " + Text.line(header.key() + ": " + (header.value() == null
                        ? ""
                        : new String(header.value(), StandardCharsets.UTF_8))));
            }
        }
        lines.add("");
        lines.add("payload");
        lines.add("  " + (payload == null
                ? "was too large for a letter, and the original is gone"
                : new EventLine(payload).payload()));
        lines.add("");
        lines.add("what went wrong");
        Text.block(stack.isBlank() ? exception : stack).lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private String trace(@Nullable String zipkin) {
        if (traceparent == null) {
            return "none";
        }
        var id = TRACE_ID.matcher(traceparent);
        return zipkin != null && id.matches() ? zipkin + "/zipkin/traces/" + id.group(1) : Text.line(traceparent);
    }

    private static String factOf(@Nullable String type) {
        return type == null ? "unknown" : type.substring(type.lastIndexOf('.') + 1);
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? "unknown" : text;
    }
}
