package dev.ridewire.tracking.adapter.web.console;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/**
 * The clients by which the console's few requests for other services are passed on, with the caller's own token. Behind
 * an edge that routes these paths the clients are absent, and such a request never comes here.
 */
public final class OtherServices {
    private static final Logger log = LoggerFactory.getLogger(OtherServices.class);
    private static final int MOST_BYTES = 256 * 1024;

    private final @Nullable WebClient booking;
    private final @Nullable WebClient dispatch;
    private final Duration timeout;

    public OtherServices(@Nullable URI booking, @Nullable URI dispatch, Duration timeout) {
        this.booking = clientOf(booking);
        this.dispatch = clientOf(dispatch);
        this.timeout = timeout;
    }

    private static @Nullable WebClient clientOf(@Nullable URI address) {
        return address == null
                ? null
                : WebClient.builder().baseUrl(address.toString())
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES)).build();
    }

    /** Has booking cancel a ride. */
    Mono<ResponseEntity<byte[]>> cancel(UUID rideId, HttpHeaders from, byte[] body) {
        return passOn(booking, "booking", client -> client.post().uri("/v1/rides/{id}/cancel", rideId)
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body), from,
                // The request may have had its effect.
                " The ride shows whether it was cancelled.");
    }

    /** Asks dispatch how the driver of a ride was searched. */
    Mono<ResponseEntity<byte[]>> search(UUID rideId, HttpHeaders from) {
        return passOn(dispatch, "dispatch", client -> client.get().uri("/v1/ops/rides/{id}/dispatch", rideId), from,
                "");
    }

    private Mono<ResponseEntity<byte[]>> passOn(
            @Nullable WebClient client, String service, Function<WebClient, RequestHeadersSpec<?>> request,
            HttpHeaders from, String effect) {
        if (client == null) {
            return Mono.error(new ProblemException(
                    ProblemType.NOT_FOUND, "Requests for " + service + " are not passed on here."));
        }
        return request.apply(client)
                .headers(headers -> copy(HttpHeaders.AUTHORIZATION, from, headers))
                .accept(MediaType.APPLICATION_JSON)
                .exchangeToMono(answer -> answer.bodyToMono(byte[].class).defaultIfEmpty(new byte[0])
                        .map(content -> answerOf(answer, content)))
                .timeout(timeout)
                .onErrorMap(error -> {
                    log.atWarn().addKeyValue("service", service).addKeyValue("cause", error)
                            .log("service did not answer a dispatcher's request");
                    return new ProblemException(
                            ProblemType.UNAVAILABLE, "The service %s did not answer.%s".formatted(service, effect));
                });
    }

    private static ResponseEntity<byte[]> answerOf(ClientResponse answer, byte[] content) {
        HttpHeaders from = answer.headers().asHttpHeaders();
        HttpHeaders headers = new HttpHeaders();
        copy(HttpHeaders.CONTENT_TYPE, from, headers);
        copy(HttpHeaders.RETRY_AFTER, from, headers);
        return new ResponseEntity<>(content, headers, answer.statusCode());
    }

    private static void copy(String name, HttpHeaders from, HttpHeaders to) {
        String value = from.getFirst(name);
        if (value != null) {
            to.set(name, value);
        }
    }
}
