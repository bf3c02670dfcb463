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
 * The HTTP client of all people. Each attempt has a time limit. The number of attempts is bounded, and they end with
 * the simulation.
 */
public final class ApiClient implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(6);

    private final HttpClient http;
    private final InstantSource time;
    private final Instant end;
    final JsonMapper json = JsonMapper.builder().build();

    /** @param end the time after which no call is retried */
    public ApiClient(InstantSource time, Instant end) {
        this.time = time;
        this.end = end;
        // With HTTP/2, every request to a plain-text server would carry an offer to upgrade.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
    }

    HttpClient http() {
        return http;
    }

    /** @param token called at every attempt, so that it can return a renewed token */
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
            // The wait also follows the last attempt, so that an overloaded service does not get another request at
            // once.
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

    /** Cancels all running calls. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
