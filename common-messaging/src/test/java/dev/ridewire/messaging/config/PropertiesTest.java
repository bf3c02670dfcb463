package dev.ridewire.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.messaging.database.DatabaseProperties;
import dev.ridewire.messaging.database.DatabaseProperties.SslMode;
import dev.ridewire.messaging.inbox.InboxProperties;
import dev.ridewire.messaging.kafka.TopicProperties;
import dev.ridewire.messaging.outbox.OutboxProperties;
import dev.ridewire.messaging.relay.RelayProperties;
import dev.ridewire.messaging.telemetry.TelemetryProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "ridewire.database.name", "booking",
            "ridewire.database.app-password", "a",
            "ridewire.database.owner-password", "o");

    @Test
    void theDefaultsOfTheDatabase() {
        var database = database(REQUIRED);

        assertThat(database).isEqualTo(new DatabaseProperties("127.0.0.1", 54320, "booking", "booking_app", "a",
                "booking_owner",
                "o", SslMode.VERIFY_FULL, null, 20,
                new DatabaseProperties.Pool(4, 20, 200, seconds(3), seconds(2), seconds(1), Duration.ofMinutes(10),
                        Duration.ofMinutes(30)),
                new DatabaseProperties.Timeouts(seconds(2), seconds(5), seconds(2), seconds(10))));
    }

    @Test
    void theNamesOfTheDatabasesProperties() {
        var database = database(Map.ofEntries(
                Map.entry("ridewire.database.host", "h"), Map.entry("ridewire.database.port", "1"),
                Map.entry("ridewire.database.name", "n"), Map.entry("ridewire.database.app-user", "au"),
                Map.entry("ridewire.database.app-password", "ap"), Map.entry("ridewire.database.owner-user", "ou"),
                Map.entry("ridewire.database.owner-password", "op"),
                Map.entry("ridewire.database.ssl-mode", "require"),
                Map.entry("ridewire.database.ssl-root-certificate", "/etc/root.crt"),
                Map.entry("ridewire.database.connect-retries", "2"),
                Map.entry("ridewire.database.pool.initial-size", "3"),
                Map.entry("ridewire.database.pool.max-size", "4"),
                Map.entry("ridewire.database.pool.max-pending", "5"),
                Map.entry("ridewire.database.pool.max-acquire", "9s"),
                Map.entry("ridewire.database.pool.max-create", "7s"),
                Map.entry("ridewire.database.pool.max-validation", "8s"),
                Map.entry("ridewire.database.pool.max-idle", "10s"),
                Map.entry("ridewire.database.pool.max-life", "11s"),
                Map.entry("ridewire.database.timeouts.connect", "12s"),
                Map.entry("ridewire.database.timeouts.statement", "13s"),
                Map.entry("ridewire.database.timeouts.lock", "14s"),
                Map.entry("ridewire.database.timeouts.idle-in-transaction", "15s")));

        assertThat(database).isEqualTo(new DatabaseProperties("h", 1, "n", "au", "ap", "ou", "op", SslMode.REQUIRE,
                Path.of("/etc/root.crt"), 2,
                new DatabaseProperties.Pool(3, 4, 5, seconds(9), seconds(7), seconds(8), seconds(10), seconds(11)),
                new DatabaseProperties.Timeouts(seconds(12), seconds(13), seconds(14), seconds(15))));
    }

    @Test
    void noPasswordHasADefaultAndNoneIsPrinted() {
        for (var name : REQUIRED.keySet()) {
            var incomplete = new HashMap<>(REQUIRED);
            incomplete.remove(name);
            assertThatThrownBy(() -> database(incomplete)).rootCause().hasMessage(name + " is missing");
        }
        assertThat(database(Map.of("ridewire.database.name", "n", "ridewire.database.app-password", "hush-a",
                "ridewire.database.owner-password", "hush-o")).toString()).doesNotContain("hush");
    }

    @Test
    void bothDriversAreToldTheSameAboutEncryption() {
        assertThat(database(REQUIRED).jdbcUrl())
                .contains("&sslmode=verify-full", "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");

        var own = new HashMap<>(REQUIRED);
        own.put("ridewire.database.ssl-root-certificate", "/etc/a root.crt");
        assertThat(database(own).jdbcUrl()).contains("&sslmode=verify-full", "&sslrootcert=%2Fetc%2Fa+root.crt");

        var open = new HashMap<>(REQUIRED);
        open.put("ridewire.database.ssl-mode", "disable");
        assertThat(database(open).jdbcUrl()).endsWith("&sslmode=disable");
    }

    @Test
    void aValidationThatOutlastsTheAcquisitionIsRefused() {
        var wrong = new HashMap<>(REQUIRED);
        wrong.put("ridewire.database.pool.max-validation", "4s");

        assertThatThrownBy(() -> database(wrong)).rootCause()
                .hasMessageContaining("expected: shorter than max-acquire");
    }

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
