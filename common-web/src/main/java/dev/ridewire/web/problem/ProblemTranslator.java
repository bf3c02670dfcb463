package dev.ridewire.web.problem;

import dev.ridewire.web.problem.BodyFaults.Fault;
import io.netty.channel.ChannelException;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/** Finds the problem that an exception means to a client. */
final class ProblemTranslator {
    /** Deeper causes add no information. */
    private static final int MAX_CAUSES = 8;

    private final List<OutageSigns> outageSigns;

    ProblemTranslator(List<OutageSigns> outageSigns) {
        this.outageSigns = List.copyOf(outageSigns);
    }

    Problem translate(Throwable error) {
        return switch (error) {
            case ProblemException problem -> ownProblem(problem);
            case ServerWebInputException input -> inputProblem(input);
            case ServerErrorException server when isOfPath(server.getMethodParameter()) -> noSuchId();
            case DataBufferLimitException _ -> byStatus(HttpStatus.CONTENT_TOO_LARGE, HttpHeaders.EMPTY);
            case DecodingException decoding -> bodyProblem(causeIn(decoding, JacksonException.class));
            // The server gave up on a client that had stopped sending.
            case ChannelException _ ->
                Problem.of(ProblemType.REQUEST_TIMEOUT, "Nothing was done. The connection is closed.")
                        .withHeaders(retryAfter(ProblemType.REQUEST_TIMEOUT));
            case ErrorResponse response -> byStatus(response.getStatusCode(), response.getHeaders());
            default -> isOutage(error) ? outage() : Problem.of(ProblemType.INTERNAL, "The error was recorded.");
        };
    }

    private static Problem ownProblem(ProblemException problem) {
        return new Problem(problem.type(), String.valueOf(problem.getMessage()), problem.fields(), problem.extensions(),
                retryAfter(problem.type()));
    }

    private static Problem inputProblem(ServerWebInputException input) {
        if (causeIn(input, DataBufferLimitException.class) != null) {
            return byStatus(HttpStatus.CONTENT_TOO_LARGE, HttpHeaders.EMPTY);
        }
        if (input instanceof MissingRequestValueException missing) {
            String where = missing.getLabel().startsWith("query") ? "query" : missing.getLabel();
            return malformed(where + ":" + missing.getName(), "is missing");
        }
        TypeMismatchException mismatch = causeIn(input, TypeMismatchException.class);
        var parameter = input.getMethodParameter();
        if (mismatch != null && parameter != null) {
            return mismatchProblem(parameter);
        }
        return bodyProblem(causeIn(input, JacksonException.class));
    }

    /** A blank in a path converts to no value, which the framework reports as an error of ours. */
    private static boolean isOfPath(@Nullable MethodParameter parameter) {
        return parameter != null && parameter.hasParameterAnnotation(PathVariable.class);
    }

    /** An id that can't exist in a path means that there is no such thing: 404. */
    private static Problem noSuchId() {
        return Problem.of(ProblemType.NOT_FOUND, "No id looks like that.");
    }

    private static Problem mismatchProblem(MethodParameter parameter) {
        if (isOfPath(parameter)) {
            return noSuchId();
        }
        String where = parameter.hasParameterAnnotation(RequestHeader.class) ? "header" : "query";
        return malformed(where + ":" + parameter.getParameterName(), "has the wrong type");
    }

    private static Problem bodyProblem(@Nullable JacksonException cause) {
        if (cause == null) {
            return malformed("", "the body is missing or can't be read");
        }
        Fault fault = BodyFaults.of(cause);
        return Problem.of(ProblemType.MALFORMED_REQUEST, fault.summary(), List.of(fault.field()));
    }

    private static Problem malformed(String pointer, String detail) {
        return Problem.of(ProblemType.MALFORMED_REQUEST, "The request is incomplete or has a wrong type.",
                List.of(new FieldFault(pointer, detail)));
    }

    private static Problem byStatus(HttpStatusCode status, HttpHeaders headers) {
        return switch (status) {
            case HttpStatus.NOT_FOUND -> Problem.of(ProblemType.NOT_FOUND, "Nothing is here.");
            case HttpStatus.METHOD_NOT_ALLOWED -> Problem.of(ProblemType.METHOD_NOT_ALLOWED,
                    "See the Allow header.").withHeaders(withImpliedMethods(headers));
            case HttpStatus.NOT_ACCEPTABLE -> Problem.of(ProblemType.NOT_ACCEPTABLE,
                    "None of the media types in the Accept header is offered here.").withHeaders(headers);
            case HttpStatus.UNSUPPORTED_MEDIA_TYPE -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send application/json.").withHeaders(acceptJson());
            case HttpStatus.CONTENT_TOO_LARGE -> Problem.of(ProblemType.CONTENT_TOO_LARGE,
                    "A body may have 64 KiB at most.");
            case HttpStatus.SERVICE_UNAVAILABLE -> outage();
            default -> status.is4xxClientError()
                    ? Problem.of(ProblemType.MALFORMED_REQUEST, "The request could not be understood.")
                    : Problem.of(ProblemType.INTERNAL, "The error was recorded.");
        };
    }

    /** Spring names all types that its codecs read, or none. */
    private static HttpHeaders acceptJson() {
        var accepted = new HttpHeaders();
        accepted.setAccept(List.of(MediaType.APPLICATION_JSON));
        return accepted;
    }

    /** Spring names the methods of the controllers only, and serves HEAD and OPTIONS itself. */
    private static HttpHeaders withImpliedMethods(HttpHeaders headers) {
        var allowed = new LinkedHashSet<>(headers.getAllow());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        var complete = new HttpHeaders(headers);
        complete.setAllow(allowed);
        return complete;
    }

    private static Problem outage() {
        return Problem.of(ProblemType.UNAVAILABLE, "It may have been done, or not. Repeat it shortly.")
                .withHeaders(retryAfter(ProblemType.UNAVAILABLE));
    }

    private static HttpHeaders retryAfter(ProblemType type) {
        var headers = new HttpHeaders();
        if (type.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(type.retryAfter().toSeconds()));
        }
        return headers;
    }

    private boolean isOutage(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            Throwable candidate = cause;
            if (outageSigns.stream().anyMatch(signs -> signs.recognise(candidate))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T causeIn(Throwable error, Class<T> type) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
