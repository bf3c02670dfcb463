package dev.ridewire.web.problem;

import dev.ridewire.web.trace.RequestTrace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place that turns errors into answers, whichever filter, handler or codec they come from. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ProblemResponses implements ErrorWebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemResponses.class);

    private final ProblemTranslator translator;
    private final JsonMapper json;

    ProblemResponses(ProblemTranslator translator, JsonMapper json) {
        this.translator = translator;
        this.json = json;
    }

    /** Answers with the problem that an error means. This is the only place that logs unexpected errors. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        // An answer that has begun, for example a stream, can only be aborted.
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
            return hungUp(exchange, error);
        }
        Problem problem = translator.translate(error);
        logIfOurs(exchange, problem.type(), error);
        return write(exchange, problem);
    }

    /**
     * Ends the exchange of a client that disconnected, which is no error of ours. If it were passed on, it would be
     * logged as one, with its stack trace.
     */
    private static Mono<Void> hungUp(ServerWebExchange exchange, Throwable error) {
        log.atDebug().addKeyValue("http.route", routeOf(exchange)).setCause(error).log("client disconnected early");
        // If the answer has begun, the client must at least not see a success.
        exchange.getResponse().setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
        return exchange.getResponse().setComplete();
    }

    /** Answers with a problem that no exception carries. */
    public Mono<Void> write(ServerWebExchange exchange, ProblemType type, String detail) {
        return write(exchange, Problem.of(type, detail));
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        var response = exchange.getResponse();
        byte[] body = json.writeValueAsBytes(problem.members(exchange.getRequest().getPath().value()));
        response.setStatusCode(problem.type().status());
        // A header that a filter has set already takes precedence, for example the exact time to retry.
        problem.headers().forEach((name, values) -> {
            if (!response.getHeaders().containsHeader(name)) {
                response.getHeaders().put(name, values);
            }
        });
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(body.length);
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static void logIfOurs(ServerWebExchange exchange, ProblemType type, Throwable error) {
        if (type.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.atError().addKeyValue("http.method", exchange.getRequest().getMethod().name())
                    .addKeyValue("http.route", routeOf(exchange))
                    .addKeyValue("trace.id", RequestTrace.of(exchange).id())
                    .setCause(error).log("request failed");
        } else if (type.equals(ProblemType.UNAVAILABLE)) {
            log.atWarn().addKeyValue("http.method", exchange.getRequest().getMethod().name())
                    .addKeyValue("http.route", routeOf(exchange))
                    .addKeyValue("trace.id", RequestTrace.of(exchange).id())
                    .addKeyValue("cause", error.getClass().getSimpleName()).log("request answered with 503");
        }
    }

    /** Returns the route's pattern, because the path itself may contain ids. */
    private static String routeOf(ServerWebExchange exchange) {
        @Nullable
        Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return Objects.toString(pattern, "none");
    }
}
