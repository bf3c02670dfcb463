package dev.ridewire.service.database;

import dev.ridewire.service.trace.StatementFailures;
import dev.ridewire.service.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.ExecuteFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client that makes a span for each statement, as a child of its request's or event's span in the Reactor context
 * ({@link Traces#in}). An untraced request costs nothing. A statement for several events at once, or for none, has no
 * span. A statement begins with a comment that states its purpose, such as {@code /&#42; find ride &#42;/}. The comment
 * names its span, and appears in {@code pg_stat_activity} and in the server's log.
 */
public final class TracedDatabaseClient implements DatabaseClient {
    private static final Pattern PURPOSE = Pattern.compile("\\s*/\\*\\s*(.+?)\\s*\\*/");

    private final DatabaseClient database;
    private final Tracer tracer;

    public TracedDatabaseClient(DatabaseClient database, Tracer tracer) {
        this.database = database;
        this.tracer = tracer;
    }

    @Override
    public ConnectionFactory getConnectionFactory() {
        return database.getConnectionFactory();
    }

    @Override
    public GenericExecuteSpec sql(String sql) {
        return sql(() -> sql);
    }

    @Override
    public GenericExecuteSpec sql(Supplier<String> sql) {
        return database.sql(sql).filter((statement, next) -> execute(sql, statement, next));
    }

    @Override
    public <T> Mono<T> inConnection(Function<Connection, Mono<T>> work) {
        return database.inConnection(work);
    }

    @Override
    public <T> Flux<T> inConnectionMany(Function<Connection, Flux<T>> work) {
        return database.inConnectionMany(work);
    }

    /** Returns the purpose that a statement states; {@code statement} if it states none. */
    public static String purposeOf(String sql) {
        var comment = PURPOSE.matcher(sql);
        return comment.lookingAt() ? comment.group(1) : "statement";
    }

    private Publisher<? extends Result> execute(Supplier<String> sql, Statement statement, ExecuteFunction next) {
        return Flux.deferContextual(context -> {
            var cause = Traces.in(context);
            return Span.fromContext(cause).getSpanContext().isSampled()
                    ? executeBelow(cause, sql.get(), statement, next)
                    : Flux.<Result>from(next.execute(statement));
        });
    }

    private Flux<Result> executeBelow(Context cause, String sql, Statement statement, ExecuteFunction next) {
        var span = tracer.spanBuilder(purposeOf(sql))
                .setSpanKind(SpanKind.CLIENT)
                .setParent(cause)
                .setAttribute("db.system.name", "postgresql")
                .startSpan();
        return Flux.<Result>from(next.execute(statement))
                .map(result -> result.filter(segment -> look(segment, span)))
                .doOnError(failure -> StatementFailures.mark(span, failure))
                .doOnTerminate(span::end)
                .doOnCancel(span::end);
    }

    /** Looks for the server's errors, which arrive as a part of the answer. */
    private static boolean look(Result.Segment segment, Span span) {
        if (segment instanceof Result.Message message) {
            StatementFailures.mark(span, message.exception());
        }
        return true;
    }
}
