package dev.ridewire.web.load;

import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/** Closes connections whose clients keep the server waiting; Reactor Netty would wait forever. */
final class ClientTimeouts implements NettyServerCustomizer {
    private final LoadProperties.Client bounds;

    ClientTimeouts(LoadProperties.Client bounds) {
        this.bounds = bounds;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.idleTimeout(bounds.idle()).readTimeout(bounds.read()).requestTimeout(bounds.request())
                .doOnChannelInit((observer, channel, address) -> channel.pipeline().addFirst(
                        "ridewire.write-timeout",
                        new WriteTimeoutHandler(bounds.write().toMillis(), TimeUnit.MILLISECONDS)));
    }
}
