package dev.ridewire.messaging.config;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.kafka.TopicProvisioner;
import dev.ridewire.messaging.telemetry.BroadcastConsumer;
import dev.ridewire.messaging.telemetry.BroadcastListeners;
import dev.ridewire.messaging.telemetry.KafkaTelemetryPublisher;
import dev.ridewire.messaging.telemetry.TelemetryPublisher;
import dev.ridewire.service.ServiceAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** Configures Kafka's clients and topics, and the publishing of positions. */
@AutoConfiguration(after = {KafkaAutoConfiguration.class, ServiceAutoConfiguration.class})
@EnableConfigurationProperties(MessagingProperties.class)
public class MessagingAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    KafkaClients kafkaClients(KafkaProperties properties, KafkaConnectionDetails connection) {
        var common = new LinkedHashMap<>(properties.buildAdminProperties());
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
        return new KafkaClients(common);
    }

    @Bean
    TopicProvisioner topicProvisioner(
            @Value("${spring.application.name}") String service, KafkaClients kafka, MessagingProperties properties,
            ObjectProvider<PublishedStreams> published, ObjectProvider<EventConsumer<?>> consumers) {
        var topics = new LinkedHashMap<String, Duration>();
        published.forEach(streams -> streams.streams()
                .forEach(stream -> topics.put(stream.topic(), retention(stream, properties))));
        consumers.forEach(consumer -> topics.put(
                consumer.stream().deadLetterTopic(), properties.topics().deadLetterRetention()));
        return new TopicProvisioner(service, kafka, properties.topics(), Map.copyOf(topics));
    }

    private static Duration retention(EventStream<?> stream, MessagingProperties properties) {
        boolean telemetry = stream.topic().equals(EventStreams.LOCATIONS.topic());
        return telemetry ? properties.topics().telemetryRetention() : properties.topics().retention();
    }

    @Bean
    @ConditionalOnMissingBean(TelemetryPublisher.class)
    KafkaTelemetryPublisher telemetryPublisher(
            @Value("${spring.application.name}") String service, KafkaClients kafka, MessagingProperties properties,
            MeterRegistry registry) {
        return new KafkaTelemetryPublisher(service, kafka, properties.telemetry(), registry);
    }

    @Bean
    @ConditionalOnBean(BroadcastConsumer.class)
    BroadcastListeners broadcastListeners(
            List<BroadcastConsumer<?>> consumers, KafkaClients kafka, MessagingProperties properties, Clock clock,
            MeterRegistry registry) {
        return new BroadcastListeners(consumers, kafka, properties.telemetry(), clock, registry);
    }
}
