package dev.ridewire.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.testing.parts.TestParts;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Statement;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TransactionBoundsTest {
    @Test
    void aPooledConnectionHasTheServicesBoundAndNotItsRoles() throws Exception {
        var database = TestParts.postgres().freshDatabase("booking");
        try (var role = DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
                var statement = role.createStatement()) {
            statement.execute("alter role current_user in database \"%s\" set transaction_timeout = '1s'"
                    .formatted(database.name()));
        }
        var pool = BoundedPool.of(TestDatabases.settingsOf(database, Map.of(
                "ridewire.database.timeouts.transaction", "12s")));
        try {
            assertThat(DatabaseClient.create(pool).sql("show transaction_timeout").mapValue(String.class).one()
                    .block(Duration.ofSeconds(20))).isEqualTo("12s");
        } finally {
            pool.dispose();
        }
    }

    @Test
    void aConnectionWhoseCreationIsGivenUpIsClosed() {
        var closed = new AtomicBoolean();
        var endless = Fakes.fake(Statement.class, Map.of("execute", Flux.never()));
        var connection = Fakes.fake(Connection.class, Map.of("createStatement", endless,
                "close", Mono.fromRunnable(() -> closed.set(true))));
        var factory = Fakes.fake(ConnectionFactory.class, Map.of("create", Mono.just(connection)));

        var creation = Mono.from(new TransactionBounds(factory, Duration.ofSeconds(1)).create()).subscribe();
        assertThat(closed).isFalse();
        creation.dispose();

        assertThat(closed).isTrue();
    }
}
