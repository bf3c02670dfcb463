package dev.ridewire.messaging.config;

import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.service.migration.LibraryMigrations;
import dev.ridewire.service.migration.MigrationAutoConfiguration;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Adds the tables of outbox and inbox, the publication and the replication slot to a service's schema. */
@AutoConfiguration(before = MigrationAutoConfiguration.class)
@ConditionalOnProperty("ridewire.database.name")
@EnableConfigurationProperties(MessagingProperties.class)
public class MessagingMigrationAutoConfiguration {
    @Bean
    LibraryMigrations messagingMigrations(DatabaseProperties database, MessagingProperties messaging) {
        return new LibraryMigrations("classpath:db/messaging", "messaging_schema_history", Map.of(
                "publication", messaging.relay().publicationOf(database),
                "app", database.app(),
                "slot", messaging.relay().slotOf(database)));
    }
}
