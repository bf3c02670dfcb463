package dev.ridewire.web.reactive;

import java.util.Objects;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The port for operators, if it is separate from the API's. It is not reachable from outside. */
public final class ManagementPort implements ApplicationListener<ReactiveWebServerInitializedEvent> {
    private static final int NONE = -1;

    private final String basePath;
    private volatile int port = NONE;

    /** @param basePath of the endpoints, for example {@code /actuator} */
    public ManagementPort(String basePath) {
        this.basePath = Objects.requireNonNull(basePath, "basePath");
    }

    @Override
    public void onApplicationEvent(ReactiveWebServerInitializedEvent started) {
        if ("management".equals(started.getApplicationContext().getServerNamespace())) {
            port = started.getWebServer().getPort();
        }
    }

    /** Reports whether a request came to this port. */
    public boolean received(ServerHttpRequest request) {
        int managementPort = port;
        if (managementPort == NONE) {
            return false;
        }
        var address = request.getLocalAddress();
        return address != null && address.getPort() == managementPort;
    }

    /** Reports whether a request came to this port and asks an endpoint of it. */
    public boolean isEndpoint(ServerHttpRequest request) {
        if (!received(request)) {
            return false;
        }
        String path = request.getPath().pathWithinApplication().value();
        return path.startsWith(basePath) && (path.length() == basePath.length()
                || path.charAt(basePath.length()) == '/');
    }
}
