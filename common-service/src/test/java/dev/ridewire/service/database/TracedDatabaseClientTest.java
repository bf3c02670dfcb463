package dev.ridewire.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.events.TraceContext;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.service.trace.Traces;
import dev.ridewire.testing.parts.TestParts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.r2dbc.pool.ConnectionPool;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

class TracedDatabaseClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CAUSE = "00f067aa0ba902b7";
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final ServiceDatabase DATABASE = TestParts.postgres().freshDatabase("booking");
    private static final ConnectionPool POOL = BoundedPool.of(TestDatabases.settingsOf(DATABASE));
    private static final DatabaseClient CLIENT = new TracedDatabaseClient(DatabaseClient.create(POOL), SdkTracerProvider
            .builder().addSpanProcessor(SimpleSpanProcessor.create(SPANS)).build().get("test"));

    @BeforeEach
    void forgetEarlierSpans() {
        SPANS.reset();
    }

    @AfterAll
    static void disconnect() {
        POOL.dispose();
    }

    @Test
    void aStatementIsASpanBelowTheRequestAndNamedAfterWhatItIsFor() {
        issue("/* count something */ select 1", "01");

        assertThat(spans()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("count something");
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo(CAUSE);
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        });
    }

    @Test
    void itsSpanLastsUntilTheServerIsDone() {
        issue("/* take a nap */ select pg_sleep(0.2)::text", "01");

        assertThat(spans()).singleElement().satisfies(
                span -> assertThat(Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos()))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(200)));
    }

    @Test
    void everyStatementOfATransactionHangsBelowTheSameRequest() {
        query("/* first */ select 1").then(query("/* second */ select 2"))
                .as(TransactionalOperator.create(new R2dbcTransactionManager(POOL))::transactional)
                .contextWrite(context -> Traces.put(context, cause("01"))).block(PATIENCE);

        assertThat(spans()).extracting(SpanData::getName).containsExactly("first", "second");
        assertThat(spans()).extracting(SpanData::getParentSpanId).containsOnly(CAUSE);
    }

    @Test
    void whatTheServerRefusesShowsInItsSpanWithoutAWordOfWhatWasWritten() {
        assertThatThrownBy(() -> issue("/* divide */ select 'secret'::int", "01"))
                .isInstanceOf(DataAccessException.class);

        assertThat(spans()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(AttributeKey.stringKey("db.response.status_code"))).isEqualTo("22P02");
            assertThat(span.toString()).doesNotContain("secret");
        });
    }

    @Test
    void aWarningIsNoFailure() {
        issue("/* warn */ do $$ begin raise warning 'mind'; end $$", "01");

        assertThat(spans()).singleElement().satisfies(
                span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET));
    }

    @Test
    void whatNobodyTracesHasNone() {
        query("/* untraced */ select 1").block(PATIENCE);
        issue("/* not sampled */ select 1", "00");

        assertThat(spans()).isEmpty();
    }

    @Test
    void aTracedWriteAnswersHowManyRowsItWrote() throws SQLException {
        try (var owner = DriverManager.getConnection(
                DATABASE.jdbcUrl(), DATABASE.ownerUser(), DATABASE.ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute("create table thing (id int)");
        }

        var written = CLIENT.sql("/* write */ insert into thing select generate_series(1, 3)").fetch().rowsUpdated()
                .contextWrite(context -> Traces.put(context, cause("01"))).block(PATIENCE);

        assertThat(written).isEqualTo(3);
        assertThat(spans()).extracting(SpanData::getName).containsExactly("write");
    }

    @Test
    void aStatementThatDoesNotSayWhatItIsForIsSeenAllTheSame() {
        issue("select 1", "01");

        assertThat(spans()).singleElement().satisfies(span -> assertThat(span.getName()).isEqualTo("statement"));
    }

    private static void issue(String sql, String flags) {
        query(sql).contextWrite(context -> Traces.put(context, cause(flags))).block(PATIENCE);
    }

    private static io.opentelemetry.context.Context cause(String flags) {
        return Traces.contextOf(new TraceContext("00-%s-%s-%s".formatted(TRACE, CAUSE, flags), null));
    }

    private static Mono<Long> query(String sql) {
        return CLIENT.sql(sql).map(row -> 1L).all().count();
    }

    private static List<SpanData> spans() {
        return SPANS.getFinishedSpanItems();
    }
}
