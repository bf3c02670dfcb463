package dev.ridewire.bench.floor;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** A handler that reads a report of positions and answers it: no token, no limits, no judgement, no Kafka. */
final class BareEdge {
    private BareEdge() {}

    record Point(double lat, double lng, @Nullable String recordedAt, @Nullable Double speed, @Nullable Double heading,
            @Nullable Double accuracy) {}

    record Report(List<Point> points) {}

    record Result(int accepted, List<String> rejected, long clockOffsetMillis) {}

    /** @param arguments port to listen on */
    public static void main(String[] arguments) {
        HttpServer.create().host("127.0.0.1").port(Integer.parseInt(arguments[0]))
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(
                        route(POST("/v1/drivers/me/locations"), BareEdge::report)
                                .andRoute(GET("/v1/drivers/me/offers"),
                                        request -> ServerResponse.ok().bodyValue(List.of())))))
                .bindNow().onDispose().block();
    }

    private static Mono<ServerResponse> report(ServerRequest request) {
        return request.bodyToMono(Report.class).flatMap(report -> ServerResponse.accepted()
                .bodyValue(new Result(report.points().size(), List.of(), 0)));
    }
}
