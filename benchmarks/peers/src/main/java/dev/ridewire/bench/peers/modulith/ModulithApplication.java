package dev.ridewire.bench.peers.modulith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;

/** An application in which Spring Modulith configures everything except the topic. */
@SpringBootApplication
class ModulithApplication {
    /** The routing of {@code @Externalized("topic::#{aggregateId()}")} for a topic that is known only at the start. */
    @Bean
    EventExternalizationConfiguration externalization(@Value("${bench.topic}") String topic) {
        return EventExternalizationConfiguration.externalizing()
                .select(EventExternalizationConfiguration.annotatedAsExternalized())
                .route(SomethingHappened.class, event -> RoutingTarget.forTarget(topic).andKey(event.aggregateId()))
                .build();
    }
}
