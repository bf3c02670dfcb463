package dev.ridewire.service.database;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections that go back to their pool only when the server has finished with them. A cancelled subscription does not
 * end its statement on the server: the driver discards the answer when it comes. A pool that lends such a connection
 * lets an unrelated request wait behind the abandoned statement, though other connections are idle. So a connection
 * with an abandoned statement stays borrowed until the server answers again.
 */
final class DrainingConnections implements ConnectionFactory {
    private final ConnectionFactory connections;
    private final Duration longest;

    /**
     * @param longest the longest time for the server to end an abandoned statement; then a busy connection is closed
     */
    DrainingConnections(ConnectionFactory connections, Duration longest) {
        this.connections = connections;
        this.longest = longest;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(connections.create()).map(connection -> new DrainingConnection(connection, longest));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }

    /** The pool calls {@link #preRelease} before it takes the connection back. */
    private static final class DrainingConnection implements Connection, Lifecycle, Wrapped<Connection> {
        private final Connection connection;
        private final Duration longest;
        private volatile boolean abandoned;

        DrainingConnection(Connection connection, Duration longest) {
            this.connection = connection;
            this.longest = longest;
        }

        @Override
        public Publisher<Void> postAllocate() {
            return Mono.empty();
        }

        /** Waits until the abandoned statement has ended. An error makes the pool close the connection. */
        @Override
        public Publisher<Void> preRelease() {
            return Mono.defer(() -> abandoned ? drain() : Mono.empty());
        }

        private Mono<Void> drain() {
            return Mono.from(connection.validate(ValidationDepth.REMOTE))
                    .timeout(longest)
                    .flatMap(usable -> {
                        abandoned = false;
                        return usable
                                ? Mono.<Void>empty()
                                : Mono.error(new R2dbcNonTransientResourceException(
                                        "the connection is unusable after a statement that was given up"));
                    });
        }

        @Override
        public Statement createStatement(String sql) {
            return new WatchedStatement(connection.createStatement(sql));
        }

        @Override
        public Batch createBatch() {
            return connection.createBatch();
        }

        @Override
        public Publisher<Void> beginTransaction() {
            return connection.beginTransaction();
        }

        @Override
        public Publisher<Void> beginTransaction(TransactionDefinition definition) {
            return connection.beginTransaction(definition);
        }

        @Override
        public Publisher<Void> commitTransaction() {
            return connection.commitTransaction();
        }

        @Override
        public Publisher<Void> rollbackTransaction() {
            return connection.rollbackTransaction();
        }

        @Override
        public Publisher<Void> createSavepoint(String name) {
            return connection.createSavepoint(name);
        }

        @Override
        public Publisher<Void> releaseSavepoint(String name) {
            return connection.releaseSavepoint(name);
        }

        @Override
        public Publisher<Void> rollbackTransactionToSavepoint(String name) {
            return connection.rollbackTransactionToSavepoint(name);
        }

        @Override
        public boolean isAutoCommit() {
            return connection.isAutoCommit();
        }

        @Override
        public Publisher<Void> setAutoCommit(boolean autoCommit) {
            return connection.setAutoCommit(autoCommit);
        }

        @Override
        public ConnectionMetadata getMetadata() {
            return connection.getMetadata();
        }

        @Override
        public IsolationLevel getTransactionIsolationLevel() {
            return connection.getTransactionIsolationLevel();
        }

        @Override
        public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
            return connection.setTransactionIsolationLevel(level);
        }

        @Override
        public Publisher<Void> setLockWaitTimeout(Duration timeout) {
            return connection.setLockWaitTimeout(timeout);
        }

        @Override
        public Publisher<Void> setStatementTimeout(Duration timeout) {
            return connection.setStatementTimeout(timeout);
        }

        @Override
        public Publisher<Boolean> validate(ValidationDepth depth) {
            return connection.validate(depth);
        }

        @Override
        public Publisher<Void> close() {
            return connection.close();
        }

        @Override
        public Connection unwrap() {
            return connection;
        }

        /**
         * A statement that notes on its connection when its subscriber gives up before the server's answer is whole.
         */
        private final class WatchedStatement implements Statement {
            private final Statement statement;

            WatchedStatement(Statement statement) {
                this.statement = statement;
            }

            @Override
            public Publisher<? extends Result> execute() {
                return Flux.<Result>from(statement.execute()).doOnCancel(() -> abandoned = true);
            }

            @Override
            public Statement add() {
                statement.add();
                return this;
            }

            @Override
            public Statement bind(int index, Object value) {
                statement.bind(index, value);
                return this;
            }

            @Override
            public Statement bind(String name, Object value) {
                statement.bind(name, value);
                return this;
            }

            @Override
            public Statement bindNull(int index, Class<?> type) {
                statement.bindNull(index, type);
                return this;
            }

            @Override
            public Statement bindNull(String name, Class<?> type) {
                statement.bindNull(name, type);
                return this;
            }

            @Override
            public Statement returnGeneratedValues(String... columns) {
                statement.returnGeneratedValues(columns);
                return this;
            }

            @Override
            public Statement fetchSize(int rows) {
                statement.fetchSize(rows);
                return this;
            }
        }
    }
}
