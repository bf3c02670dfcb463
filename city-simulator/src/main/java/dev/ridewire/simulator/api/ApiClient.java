package dev.ridewire.simulator.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends calls for everyone: each attempt has a time limit, attempts are bounded and end when the simulation does.
 */
public final class ApiClient implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(6);

    private final HttpClient http;
    private final InstantSource time;
    private final Instant end;
    final JsonMapper json = JsonMapper.builder().build();

    /** @param end after which no call is tried again */
    public ApiClient(InstantSource time, Instant end) {
        this.time = time;
        this.end = end;
        // HTTP/1.1 spares every request to a plain-text server the offer to upgrade.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
    }

    HttpClient http() {
        return http;
    }

    /** @param token asked for at every attempt, so that a renewed one is used */
    Answer<Reply> send(Call call, Supplier<String> token) throws InterruptedException {
        for (int attempt = 1;; attempt++) {
            Duration retryAfter = Duration.ZERO;
            Answer<Reply> answer;
            try {
                Reply reply = Reply.of(http.send(request(call, token.get()), BodyHandlers.ofByteArray()), json);
                if (!reply.retryable()) {
                    return reply.successful() ? new Answer.Done<>(reply) : reply.refused();
                }
                retryAfter = reply.retryAfter();
                answer = new Answer.Unanswered<>("status " + reply.status());
            } catch (IOException away) {
                answer = new Answer.Unanswered<>(away.getClass().getSimpleName());
            }
            Duration wait = call.patience().waitAfter(attempt, retryAfter, ThreadLocalRandom.current());
            if (time.instant().plus(wait).isAfter(end)) {
                return answer;
            }
            // Also after the last attempt: a service that is overwhelmed is not asked something else at once.
            Thread.sleep(wait);
            if (attempt >= call.patience().attempts()) {
                return answer;
            }
        }
    }

    private HttpRequest request(Call call, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json")
                .method(call.method(), body(call.body()));
        if (call.body() != null) {
            request.header("Content-Type", "application/json");
        }
        call.headers().forEach(request::header);
        return request.build();
    }

    private HttpRequest.BodyPublisher body(@Nullable Object body) {
        return body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
    }

    /** Ends what is still under way. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
