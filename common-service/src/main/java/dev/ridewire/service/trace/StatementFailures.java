package dev.ridewire.service.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.r2dbc.spi.R2dbcException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The marks of a failed statement on its span: codes only, because a message may quote personal data. */
public final class StatementFailures {
    /** The classes of SQLSTATE that mean no error: success, warnings, no data. */
    private static final Pattern HARMLESS = Pattern.compile("0[012].{3}");

    private StatementFailures() {}

    /** Marks a span as failed; not for a mere warning or notice of the server. */
    public static void mark(Span span, Throwable failure) {
        var state = sqlState(failure);
        if (state != null) {
            if (HARMLESS.matcher(state).matches()) {
                return;
            }
            span.setAttribute("db.response.status_code", state);
        }
        span.setAttribute("error.type", failure.getClass().getName());
        span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException refusal) {
                return refusal.getSqlState();
            }
        }
        return null;
    }
}
