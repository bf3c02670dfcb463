package dev.ridewire.bench.floor;

import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** A route and an insert, and nothing else: no token, no quote, no key, no event, no validation. */
final class Floor {
    private static final int INITIAL_CONNECTIONS = 4;

    private final RideInsert insert;

    private Floor(RideInsert insert) {
        this.insert = insert;
    }

    /** @param arguments port to listen on, PostgreSQL's host and port, database, user, password, most connections */
    public static void main(String[] arguments) {
        var factory = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(arguments[1]).port(Integer.parseInt(arguments[2])).database(arguments[3])
                .username(arguments[4]).password(arguments[5])
                .build());
        var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .initialSize(INITIAL_CONNECTIONS).maxSize(Integer.parseInt(arguments[6])).build());
        var floor = new Floor(new RideInsert(DatabaseClient.create(pool)));
        HttpServer.create().host("127.0.0.1").port(Integer.parseInt(arguments[0]))
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(
                        route(POST("/v1/rides"), floor::request))))
                .bindNow().onDispose().block();
    }

    private Mono<ServerResponse> request(ServerRequest request) {
        return request.bodyToMono(RideInsert.Body.class).flatMap(insert::run).flatMap(Floor::created);
    }

    private static Mono<ServerResponse> created(UUID ride) {
        return ServerResponse.created(URI.create("/v1/rides/" + ride)).bodyValue(Map.of("id", ride));
    }
}
