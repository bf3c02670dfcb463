package dev.ridewire.testing.web;

import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Clients for tests that read each answer to its end, whether the test looks at it or not: the buffers of an unread
 * answer are never released, and a later test would report the leak. An event stream, which has no end, is left to the
 * test.
 */
public final class WholeAnswers {
    private static final int LARGEST = 16 * 1024 * 1024;
    /** The first answer of a cold service beside other builds takes longer than the client's own 5 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private WholeAnswers() {}

    /** Builds a client for the server on this port of the loopback. */
    public static WebTestClient.Builder clientOf(int port) {
        return WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
                .filter((request, server) -> server.exchange(request).flatMap(WholeAnswers::read));
    }

    private static Mono<ClientResponse> read(ClientResponse answer) {
        if (answer.headers().contentType().filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith).isPresent()) {
            return Mono.just(answer);
        }
        return answer.bodyToMono(byte[].class)
                .map(body -> Flux.<DataBuffer>just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                .defaultIfEmpty(Flux.empty())
                .map(body -> answer.mutate().body(body).build());
    }
}
