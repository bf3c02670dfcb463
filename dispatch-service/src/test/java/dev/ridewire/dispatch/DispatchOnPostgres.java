package dev.ridewire.dispatch;

import dev.ridewire.testing.parts.PatientDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on real PostgreSQL, with Kafka away, on a port of its own. The loops hardly ever tick, so that a
 * test decides what happens when. All tests with the same annotation share one service.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "ridewire.dispatch.matching.tick=1h",
        "ridewire.dispatch.deadlines.tick=1h",
        "ridewire.dispatch.forgetting.tick=1h"})
@Import(City.class)
@ContextConfiguration(initializers = DispatchOnPostgres.RealParts.class)
public @interface DispatchOnPostgres {
    /** A fresh database, an issuer, and no Kafka. */
    final class RealParts implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, String> properties = new HashMap<>(
                    PatientDatabase.propertiesOf(TestParts.postgres().freshDatabase("dispatch")));
            properties.put("management.server.port", "0");
            properties.put("spring.kafka.bootstrap-servers", "127.0.0.1:1");
            properties.put("ridewire.security.issuer", Tokens.ISSUER);
            properties.put("ridewire.security.audience", Tokens.AUDIENCE);
            properties.put("ridewire.security.jwks", Tokens.jwksFile().toString());
            // Streams live on signals alone.
            properties.put("ridewire.dispatch.streams.poll", "1h");
            properties.put("ridewire.dispatch.streams.heartbeat", "100ms");
            TestPropertyValues.of(properties).applyTo(context);
        }
    }
}
