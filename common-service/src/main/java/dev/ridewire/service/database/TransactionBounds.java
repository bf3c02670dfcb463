package dev.ridewire.service.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections whose server ends a transaction that takes too long. PostgreSQL has the setting from version 17 on, and
 * older versions refuse a connection that names it. So each new connection sets it after a check. It replaces a bound
 * of the role, which may be shorter than our transactions.
 */
final class TransactionBounds implements ConnectionFactory {
    private static final String SET = """
            select set_config(name, '%d', false) from pg_settings where name = 'transaction_timeout'""";

    private final ConnectionFactory connections;
    private final Duration longest;

    TransactionBounds(ConnectionFactory connections, Duration longest) {
        this.connections = connections;
        this.longest = longest;
    }

    @Override
    public Publisher<? extends Connection> create() {
        // A creation that fails or that the pool gives up must not leave an open connection behind.
        return Mono.usingWhen(connections.create(), connection -> set(connection).thenReturn(connection),
                connection -> Mono.empty(), (connection, failure) -> connection.close(), Connection::close);
    }

    private Mono<Void> set(Connection connection) {
        return Flux.from(connection.createStatement(SET.formatted(longest.toMillis())).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }
}
