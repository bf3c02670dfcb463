package dev.ridewire.bench.peers.modulith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;

/** Spring Modulith configures itself, but for the topic. */
@SpringBootApplication
class ModulithApplication {
    /** The routing of {@code @Externalized("topic::#{aggregateId()}")}, for a topic that is known at the start only. */
    @Bean
    EventExternalizationConfiguration externalization(@Value("${bench.topic}") String topic) {
        return EventExternalizationConfiguration.externalizing()
                .select(EventExternalizationConfiguration.annotatedAsExternalized())
                .route(SomethingHappened.class, event -> RoutingTarget.forTarget(topic).andKey(event.aggregateId()))
                .build();
    }
}
