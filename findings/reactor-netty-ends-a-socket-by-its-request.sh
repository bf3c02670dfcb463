#!/usr/bin/env bash
# reactor-netty-http 1.3.8: the server's readTimeout and requestTimeout, documented for the arrival of a request, also
# end WebSockets. They stop when the end of the request is read. A handler that upgrades at once replaces the reader of
# that end, so they run on: a quiet socket closes after readTimeout, a busy one after requestTimeout. A handler that
# reads the (empty) body first is not affected.
# Source: seen by running it, and the byte code of HttpServerOperations and WebsocketServerOperations.
. "$(dirname "$0")/lib.sh"
netty=()
for part in buffer codec-base codec-compression codec-dns codec-http codec-http2 codec-http3 codec-socks common handler handler-proxy resolver \
  resolver-dns transport transport-native-unix-common; do
  netty+=("io.netty:netty-$part:4.2.19.Final")
done
only io.projectreactor.netty:reactor-netty-http:1.3.8 io.projectreactor.netty:reactor-netty-core:1.3.8 \
  io.projectreactor:reactor-core:3.8.8 org.reactivestreams:reactive-streams:1.0.4 org.jspecify:jspecify:1.0.0 "${netty[@]}"
shows $'quiet, upgraded at once: closed\nbusy, upgraded at once: closed\nquiet, upgraded after the body was read: open\nbusy, upgraded after the body was read: open' <<'JAVA'
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

class Finding {
    private static final Duration READ = Duration.ofSeconds(1);
    private static final Duration REQUEST = Duration.ofSeconds(2);

    public static void main(String[] args) throws Exception {
        var server = HttpServer.create().host("127.0.0.1").port(0).readTimeout(READ).requestTimeout(REQUEST)
                .handle(Finding::handle).bindNow();
        try {
            for (String how : new String[] {"at once", "after the body was read"}) {
                for (boolean busy : new boolean[] {false, true}) {
                    var address = URI.create("ws://127.0.0.1:" + server.port() + (how.equals("at once") ? "/now" : "/then"));
                    System.out.printf("%s, upgraded %s: %s%n", busy ? "busy" : "quiet", how, lives(address, busy) ? "open" : "closed");
                }
            }
        } finally {
            server.disposeNow();
        }
    }

    private static Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Mono<Void> socket = Mono.defer(() -> response.sendWebsocket((in, out) -> in.receive().then()));
        return request.uri().equals("/now") ? socket : request.receive().then(socket);
    }

    /** Reports whether a socket is open after twice the time of a request; a busy one sends four times a second. */
    private static boolean lives(URI address, boolean busy) throws Exception {
        var over = new CompletableFuture<Void>();
        var socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket ended, int status, String reason) {
                over.complete(null);
                return null;
            }

            @Override
            public void onError(WebSocket ended, Throwable error) {
                over.complete(null);
            }
        }).get(20, TimeUnit.SECONDS);
        long end = System.nanoTime() + REQUEST.multipliedBy(2).toNanos();
        while (System.nanoTime() < end && !over.isDone()) {
            if (busy) {
                socket.sendText("here", true).exceptionally(failed -> null).get(20, TimeUnit.SECONDS);
            }
            try {
                over.get(250, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillOpen) {
                // It may go on.
            }
        }
        socket.abort();
        return !over.isDone();
    }
}
JAVA
