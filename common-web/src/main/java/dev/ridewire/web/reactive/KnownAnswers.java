package dev.ridewire.web.reactive;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/** Answers that a client has already. */
public final class KnownAnswers {
    private KnownAnswers() {}

    /**
     * Returns the answer, or 304 for {@code If-None-Match: *}, which matches whatever exists (RFC 9110, 13.1.2). Spring
     * compares all other tags itself, but never this one.
     */
    public static <T> ResponseEntity<T> unlessAnyIsKnown(ServerWebExchange exchange, ResponseEntity<T> answer) {
        // Reads the raw header: Spring's parser throws at a tag without quotes, which is ignored here like any unknown
        // tag.
        return exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.IF_NONE_MATCH).contains("*")
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(answer.getHeaders()).build()
                : answer;
    }
}
