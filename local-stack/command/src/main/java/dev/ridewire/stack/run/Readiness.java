package dev.ridewire.stack.run;

import dev.ridewire.parts.Ports;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.StackPorts;
import java.net.URI;

/** A check from outside whether a part works. */
public final class Readiness {
    private Readiness() {}

    public static boolean of(Part part, StackPorts ports) {
        return switch (part) {
            case POSTGRES, KAFKA -> Ports.accepts(ports.of(part));
            case ZIPKIN -> Http.isOk(ports.address(part).resolve("/health"));
            case BOOKING, DISPATCH, TRACKING -> Http.isOk(URI.create(
                    "http://" + Ports.HOST + ":" + ports.managementOf(part) + "/actuator/health/readiness"));
        };
    }
}
