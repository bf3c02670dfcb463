package dev.ridewire.simulator.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Tracking, as a driver's phone feeds it and a rider watches it. */
public final class TrackingApi {
    private final URI base;
    private final Account account;

    public TrackingApi(URI base, Account account) {
        this.base = base;
        this.account = account;
    }

    /**
     * A position of the car.
     *
     * @param recordedAt ISO-8601, UTC
     * @param speed      metres per second
     * @param heading    degrees clockwise from north
     */
    public record Ping(double lat, double lng, String recordedAt, double speed, double heading) {}

    /**
     * Tracking's answer to a report of positions.
     *
     * @param accepted the number of accepted positions
     * @param rejected the reasons for which others were rejected
     */
    public record Receipt(int accepted, Set<String> rejected) {
        public Receipt {
            rejected = Set.copyOf(rejected);
        }
    }

    /** Sends positions. */
    public Answer<Receipt> report(List<Ping> points) throws InterruptedException {
        Call call = Call.post(base.resolve("/v1/drivers/me/locations"), Map.of("points", points)).with(Patience.ONCE);
        return account.send(call).map(reply -> new Receipt(
                reply.body().path("accepted").asInt(0),
                StreamSupport.stream(reply.body().path("rejected").spliterator(), false)
                        .map(rejected -> rejected.path("reason").asString(""))
                        .collect(Collectors.toSet())));
    }

    /**
     * Watches a ride until the service ends the stream or the thread is interrupted.
     *
     * @param position called with every position of the car
     * @throws IOException if the service can't be reached or closes the stream
     */
    public void watch(String rideId, Runnable position) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/rides/" + rideId + "/stream"))
                .timeout(ApiClient.ANSWER_WITHIN)
                .header("Authorization", "Bearer " + account.token())
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<Stream<String>> response = account.client().http().send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            lines.filter(line -> line.startsWith("event:") && line.substring(6).strip().equals("location"))
                    .forEach(line -> position.run());
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
