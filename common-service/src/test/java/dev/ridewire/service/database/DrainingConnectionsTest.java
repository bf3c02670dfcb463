package dev.ridewire.service.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The return of a connection to its pool: an error before the release makes the pool close it. */
class DrainingConnectionsTest {
    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aConnectionThatNeverAnswersIsNotReturned() {
        var connection = afterAnAbandonedStatement(Mono.never());

        assertThatThrownBy(() -> release(connection)).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aConnectionThatIsUnusableIsNotReturned() {
        var connection = afterAnAbandonedStatement(Mono.just(false));

        assertThatThrownBy(() -> release(connection)).isInstanceOf(R2dbcNonTransientResourceException.class);
    }

    @Test
    void aConnectionThatAnswersIsReturned() {
        var connection = afterAnAbandonedStatement(Mono.just(true));

        assertThatCode(() -> release(connection)).doesNotThrowAnyException();
    }

    @Test
    void aConnectionWithoutAnAbandonedStatementIsReturnedWithoutAQuestion() {
        var connection = connection(Mono.error(new IllegalStateException("nobody asks")));

        assertThatCode(() -> release(connection)).doesNotThrowAnyException();
    }

    private static Connection afterAnAbandonedStatement(Mono<Boolean> validation) {
        var connection = connection(validation);
        Flux.from(connection.createStatement("select").execute()).subscribe().dispose();
        return connection;
    }

    private static Connection connection(Mono<Boolean> validation) {
        var endless = Fakes.fake(Statement.class, Map.of("execute", Flux.never()));
        var connection = Fakes.fake(Connection.class, Map.of("createStatement", endless, "validate", validation));
        var factory = Fakes.fake(ConnectionFactory.class, Map.of("create", Mono.just(connection)));
        return Objects.requireNonNull(Mono.from(new DrainingConnections(factory, LONGEST).create()).block(PATIENCE));
    }

    private static void release(Connection connection) {
        Mono.from(((Lifecycle) connection).preRelease()).block(PATIENCE);
    }
}
