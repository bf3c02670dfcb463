package dev.ridewire.tracking.adapter.web.console;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
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

    Mono<ResponseEntity<byte[]>> booking(HttpMethod method, String path, String id, HttpHeaders from, byte[] body) {
        return passOn(booking, "booking", method, path, id, from, body);
    }

    Mono<ResponseEntity<byte[]>> dispatch(HttpMethod method, String path, String id, HttpHeaders from, byte[] body) {
        return passOn(dispatch, "dispatch", method, path, id, from, body);
    }

    private Mono<ResponseEntity<byte[]>> passOn(
            @Nullable WebClient client, String service, HttpMethod method, String path, String id, HttpHeaders from,
            byte[] body) {
        if (client == null) {
            return Mono.error(new ProblemException(
                    ProblemType.NOT_FOUND, "Requests for " + service + " are not passed on here."));
        }
        var request = client.method(method).uri(path, id)
                .headers(headers -> copy(HttpHeaders.AUTHORIZATION, from, headers))
                .accept(MediaType.APPLICATION_JSON);
        if (body.length > 0) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        return request.exchangeToMono(answer -> answer.bodyToMono(byte[].class).defaultIfEmpty(new byte[0])
                .map(content -> answerOf(answer.statusCode().value(), answer.headers().asHttpHeaders(), content)))
                .timeout(timeout)
                .onErrorMap(error -> {
                    log.atWarn().addKeyValue("service", service).addKeyValue("ride", id).addKeyValue("cause", error)
                            .log("service did not answer a dispatcher's request");
                    // The request may have had its effect: the ride's state tells.
                    return new ProblemException(ProblemType.UNAVAILABLE,
                            "The service " + service + " did not answer. The ride shows whether it did it.");
                });
    }

    private static ResponseEntity<byte[]> answerOf(int status, HttpHeaders from, byte[] content) {
        HttpHeaders headers = new HttpHeaders();
        copy(HttpHeaders.CONTENT_TYPE, from, headers);
        copy(HttpHeaders.RETRY_AFTER, from, headers);
        return new ResponseEntity<>(content, headers, HttpStatus.valueOf(status));
    }

    private static void copy(String name, HttpHeaders from, HttpHeaders to) {
        String value = from.getFirst(name);
        if (value != null) {
            to.set(name, value);
        }
    }
}
