package dev.ridewire.bench.relay.contender;

import dev.ridewire.bench.relay.Contender;
import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.Recorder;
import dev.ridewire.messaging.config.MessagingProperties;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.service.database.DatabaseProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Our relay with the defaults that services use, except for the reader of the WAL if a contender names another. */
public final class RidewireRelay implements Contender {
    private final String name;
    private final String description;
    private final Map<String, String> settings;

    private RidewireRelay(String name, String description, Map<String, String> settings) {
        this.name = name;
        this.description = description;
        this.settings = settings;
    }

    /** The relay with its defaults. */
    public static RidewireRelay byDefault() {
        return new RidewireRelay("ridewire", "Ridewire's OutboxRelay at its defaults", Map.of());
    }

    /** The same relay with Debezium's engine. */
    public static RidewireRelay readingByDebezium() {
        return new RidewireRelay("ridewire_debezium", "Ridewire's OutboxRelay, reading by Debezium's engine",
                Map.of("ridewire.messaging.relay.reader", "debezium"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void prepare(Place place) {
        Outbox.migrate(place);
    }

    @Override
    public AutoCloseable start(Place place) {
        var properties = new HashMap<>(place.database().properties());
        properties.putAll(settings);
        var binder = new Binder(new MapConfigurationPropertySource(properties));
        var relay = new OutboxRelay("bench",
                binder.bindOrCreate("ridewire.database", DatabaseProperties.class),
                binder.bindOrCreate("ridewire.messaging", MessagingProperties.class).relay(),
                new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, place.kafka())),
                OpenTelemetry.noop().getTracer("bench"), new SimpleMeterRegistry(), Clock.systemUTC());
        relay.start();
        return relay::stop;
    }

    @Override
    public Recorder recorder(Place place) throws SQLException {
        return Outbox.recorder(place);
    }
}
