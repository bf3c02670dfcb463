package dev.ridewire.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.service.database.DatabaseProperties.Migrate;
import dev.ridewire.service.database.DatabaseProperties.SslMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DatabasePropertiesTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "ridewire.database.name", "booking",
            "ridewire.database.app-password", "a",
            "ridewire.database.owner-password", "o");

    @Test
    void theDefaults() {
        var database = database(REQUIRED);

        assertThat(database).isEqualTo(new DatabaseProperties("127.0.0.1", 54320, "booking", "booking_app", "a",
                "booking_owner",
                "o", Migrate.AT_START, SslMode.VERIFY_FULL, null, 20, DatabaseProperties.PlanCacheMode.AUTO,
                new DatabaseProperties.Pool(4, 20, 200, seconds(3), seconds(2), seconds(1), Duration.ofMinutes(10),
                        Duration.ofMinutes(30)),
                new DatabaseProperties.Timeouts(seconds(2), seconds(5), seconds(2), seconds(10),
                        seconds(30))));
    }

    @Test
    void theNamesOfTheProperties() {
        var database = database(Map.ofEntries(
                Map.entry("ridewire.database.host", "h"), Map.entry("ridewire.database.port", "1"),
                Map.entry("ridewire.database.name", "n"), Map.entry("ridewire.database.app-user", "au"),
                Map.entry("ridewire.database.app-password", "ap"), Map.entry("ridewire.database.owner-user", "ou"),
                Map.entry("ridewire.database.owner-password", "op"),
                Map.entry("ridewire.database.migrate", "separately"),
                Map.entry("ridewire.database.ssl-mode", "require"),
                Map.entry("ridewire.database.ssl-root-certificate", "/etc/root.crt"),
                Map.entry("ridewire.database.connect-retries", "2"),
                Map.entry("ridewire.database.plan-cache-mode", "force_generic_plan"),
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
                Map.entry("ridewire.database.timeouts.idle-in-transaction", "15s"),
                Map.entry("ridewire.database.timeouts.transaction", "16s")));

        assertThat(database).isEqualTo(new DatabaseProperties("h", 1, "n", "au", "ap", "ou", "op",
                Migrate.SEPARATELY, SslMode.REQUIRE,
                Path.of("/etc/root.crt"), 2, DatabaseProperties.PlanCacheMode.FORCE_GENERIC_PLAN,
                new DatabaseProperties.Pool(3, 4, 5, seconds(9), seconds(7), seconds(8), seconds(10), seconds(11)),
                new DatabaseProperties.Timeouts(seconds(12), seconds(13), seconds(14), seconds(15),
                        seconds(16))));
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

    private static DatabaseProperties database(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("ridewire.database",
                DatabaseProperties.class);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
