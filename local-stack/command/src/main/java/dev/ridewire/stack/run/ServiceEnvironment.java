package dev.ridewire.stack.run;

import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.Secrets;
import dev.ridewire.stack.home.StackPorts;
import dev.ridewire.stack.issuer.LocalIssuer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment of a service: addresses of its parts, its token issuer, and the address for its spans. */
final class ServiceEnvironment {
    private ServiceEnvironment() {}

    static Map<String, String> of(
            Part service, StackSettings settings, ServiceDatabase database, LocalIssuer issuer, Secrets secrets) {
        StackPorts ports = settings.ports();
        var environment = new LinkedHashMap<String, String>();
        environment.put("SERVER_ADDRESS", Ports.HOST);
        environment.put("SERVER_PORT", Integer.toString(ports.of(service)));
        environment.put("MANAGEMENT_SERVER_ADDRESS", Ports.HOST);
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.managementOf(service)));
        database.properties().forEach((name, value) -> environment.put(asVariable(name), value));
        environment.put("SPRING_KAFKA_BOOTSTRAPSERVERS", ports.kafkaServers());
        environment.put("RIDEWIRE_SECURITY_ISSUER", LocalIssuer.ISSUER);
        environment.put("RIDEWIRE_SECURITY_AUDIENCE", LocalIssuer.AUDIENCE);
        environment.put("RIDEWIRE_SECURITY_JWKS", issuer.jwks().toString());
        environment.put("RIDEWIRE_SECURITY_DEVELOPMENT", "true");
        if (service == Part.BOOKING) {
            environment.put("RIDEWIRE_BOOKING_QUOTEKEY", secrets.get("booking-quote-key"));
        }
        if (service == Part.TRACKING) {
            environment.put("RIDEWIRE_TRACKING_OPS_ZIPKIN_ADDRESS", ports.address(Part.ZIPKIN).toString());
            environment.put("RIDEWIRE_TRACKING_OPS_CONSOLE_BOOKING", ports.address(Part.BOOKING).toString());
            environment.put("RIDEWIRE_TRACKING_OPS_CONSOLE_DISPATCH", ports.address(Part.DISPATCH).toString());
        }
        environment.put("OTEL_JAVAAGENT_CONFIGURATION_FILE", settings.installation().agentSettings().toString());
        environment.put("OTEL_SERVICE_NAME", service.label());
        environment.put("OTEL_EXPORTER_ZIPKIN_ENDPOINT", ports.address(Part.ZIPKIN) + "/api/v2/spans");
        return environment;
    }

    /**
     * The names have the form of Spring's relaxed binding: {@code ridewire.database.app-user} is {@code
     * RIDEWIRE_DATABASE_APPUSER}.
     */
    static String asVariable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(java.util.Locale.ROOT);
    }
}
