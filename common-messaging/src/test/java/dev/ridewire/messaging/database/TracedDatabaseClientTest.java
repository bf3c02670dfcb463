package dev.ridewire.messaging.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.trace.Traces;
import dev.ridewire.parts.testing.TestParts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import reactor.core.publisher.Mono;

class TracedDatabaseClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CAUSE = "00f067aa0ba902b7";
    private static final TestService SERVICE = TestService.start(TestParts.postgres().freshDatabase("booking"),
            "127.0.0.1:1", none -> {}, "ridewire.messaging.relay.enabled=false");

    @BeforeEach
    void forgetEarlierSpans() {
        SERVICE.spans.reset();
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
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
                .as(SERVICE.transaction()::transactional)
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
    void whoeverIsTracedIsToldHowManyRowsWereWritten() {
        var written = SERVICE.database().sql("""
                /* write */
                insert into inbox (consumer, event_id) select 'traced', gen_random_uuid() from generate_series(1, 3)""")
                .fetch().rowsUpdated().contextWrite(context -> Traces.put(context, cause("01"))).block(PATIENCE);

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
        return SERVICE.database().sql(sql).map(row -> 1L).all().count();
    }

    /** Those of housekeeping and its like have no trace. */
    private static List<SpanData> spans() {
        return SERVICE.spans.getFinishedSpanItems();
    }
}
