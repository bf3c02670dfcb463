package dev.ridewire.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.messaging.inbox.InboxProperties;
import dev.ridewire.messaging.kafka.TopicProperties;
import dev.ridewire.messaging.outbox.OutboxProperties;
import dev.ridewire.messaging.relay.RelayProperties;
import dev.ridewire.messaging.telemetry.TelemetryProperties;
import dev.ridewire.service.database.DatabaseProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MessagingPropertiesTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "ridewire.database.name", "booking",
            "ridewire.database.app-password", "a",
            "ridewire.database.owner-password", "o");

    @Test
    void theDefaultsOfMessaging() {
        assertThat(messaging(Map.of())).isEqualTo(new MessagingProperties(
                new OutboxProperties(Duration.ofDays(3), 3, Duration.ofHours(1), Duration.ofDays(90)),
                new RelayProperties(true, null, RelayProperties.Reader.PGJDBC, Duration.ofMillis(10), seconds(5),
                        seconds(30), 10_000, Duration.ofMinutes(1),
                        Duration.ofMillis(500), seconds(10), seconds(5)),
                new InboxProperties(true, 2, 500, seconds(20), seconds(8), 3, Duration.ofMillis(100), seconds(5),
                        Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofDays(45)),
                new TopicProperties(6, null, Duration.ofDays(7), Duration.ofDays(30), Duration.ofHours(1),
                        seconds(5)),
                new TelemetryProperties(10_000, seconds(5))));
    }

    @Test
    void theNamesOfMessagingsProperties() {
        var values = Map.ofEntries(
                Map.entry("outbox.retention", "1s"), Map.entry("outbox.days-ahead", "2"),
                Map.entry("outbox.maintenance", "3s"), Map.entry("outbox.set-aside-retention", "27s"),
                Map.entry("relay.enabled", "false"), Map.entry("relay.slot", "s"),
                Map.entry("relay.reader", "debezium"), Map.entry("relay.poll-interval", "4s"),
                Map.entry("relay.heartbeat", "5s"), Map.entry("relay.max-silence", "6s"),
                Map.entry("relay.max-in-flight", "7"),
                Map.entry("relay.topic-patience", "28s"),
                Map.entry("relay.confirm", "8s"), Map.entry("relay.lease", "25s"),
                Map.entry("relay.max-backoff", "9s"),
                Map.entry("inbox.enabled", "false"), Map.entry("inbox.concurrency", "10"),
                Map.entry("inbox.max-poll-records", "11"),
                Map.entry("inbox.transaction", "12s"), Map.entry("inbox.effect", "11s"),
                Map.entry("inbox.attempts", "9"),
                Map.entry("inbox.attempt-backoff", "14s"),
                Map.entry("inbox.max-backoff", "15s"), Map.entry("inbox.retention", "16s"),
                Map.entry("inbox.budget", "25s"), Map.entry("inbox.patience", "26s"),
                Map.entry("topics.partitions", "17"), Map.entry("topics.replication", "18"),
                Map.entry("topics.retention", "19s"),
                Map.entry("topics.dead-letter-retention", "20s"), Map.entry("topics.telemetry-retention", "21s"),
                Map.entry("topics.max-backoff", "22s"),
                Map.entry("telemetry.buffer", "23"), Map.entry("telemetry.max-backoff", "24s"));
        var properties = new HashMap<String, String>();
        values.forEach((name, value) -> properties.put("ridewire.messaging." + name, value));

        assertThat(messaging(properties)).isEqualTo(new MessagingProperties(
                new OutboxProperties(seconds(1), 2, seconds(3), seconds(27)),
                new RelayProperties(false, "s", RelayProperties.Reader.DEBEZIUM, seconds(4), seconds(5), seconds(6), 7,
                        seconds(28), seconds(8), seconds(25),
                        seconds(9)),
                new InboxProperties(false, 10, 11, seconds(12), seconds(11), 9, seconds(14), seconds(15), seconds(25),
                        seconds(26),
                        seconds(16)),
                new TopicProperties(17, (short) 18, seconds(19), seconds(20), seconds(21), seconds(22)),
                new TelemetryProperties(23, seconds(24))));
    }

    @Test
    void slotAndPublicationAreNamedAfterTheDatabase() {
        var relay = messaging(Map.of()).relay();

        assertThat(relay.slotOf(database(REQUIRED))).isEqualTo("booking_outbox");
        assertThat(relay.publicationOf(database(REQUIRED))).isEqualTo("booking_outbox");
    }

    private static DatabaseProperties database(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("ridewire.database",
                DatabaseProperties.class);
    }

    private static MessagingProperties messaging(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("ridewire.messaging",
                MessagingProperties.class);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
