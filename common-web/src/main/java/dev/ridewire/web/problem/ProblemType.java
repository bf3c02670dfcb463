package dev.ridewire.web.problem;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A kind of error that clients can tell apart. A service lists its own as constants.
 *
 * @param slug       identifies it: {@code type} is {@code /problems/<slug>}, and a page of that name explains it
 * @param status     the HTTP status
 * @param title      a short description, the same for every occurrence
 * @param retryAfter the time after which the same request may succeed, in whole seconds; null if it will fail again
 */
public record ProblemType(String slug, HttpStatus status, String title, @Nullable Duration retryAfter) {
    /** Long enough for a pool to refill, short enough that clients keep waiting. */
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    public static final ProblemType MALFORMED_REQUEST = new ProblemType("malformed-request", HttpStatus.BAD_REQUEST,
            "The request could not be read", false);
    public static final ProblemType UNAUTHENTICATED = new ProblemType("unauthenticated", HttpStatus.UNAUTHORIZED,
            "A valid access token is needed", false);
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", HttpStatus.FORBIDDEN,
            "Your role may not do this", false);
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", HttpStatus.NOT_FOUND,
            "There is no such thing, or it is not yours", false);
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType("method-not-allowed",
            HttpStatus.METHOD_NOT_ALLOWED, "This method is not offered here", false);
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType("not-acceptable", HttpStatus.NOT_ACCEPTABLE,
            "The accepted media types are not offered here", false);
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = new ProblemType("unsupported-media-type",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not read here", false);
    public static final ProblemType CONTENT_TOO_LARGE = new ProblemType("content-too-large",
            HttpStatus.CONTENT_TOO_LARGE, "The body is too large", false);
    public static final ProblemType REQUEST_TIMEOUT = new ProblemType("request-timeout", HttpStatus.REQUEST_TIMEOUT,
            "The body did not come in time", true);
    public static final ProblemType ADDRESS_TOO_LONG = new ProblemType("address-too-long",
            HttpStatus.URI_TOO_LONG, "The path and query are too long", false);
    public static final ProblemType HEADERS_TOO_LARGE = new ProblemType("headers-too-large",
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large", false);
    public static final ProblemType TOO_MANY_REQUESTS = new ProblemType("too-many-requests",
            HttpStatus.TOO_MANY_REQUESTS, "You ask more often than anyone needs to", true);
    public static final ProblemType OVERLOADED = new ProblemType("overloaded", HttpStatus.SERVICE_UNAVAILABLE,
            "More is asked than can be answered in good time", true);
    public static final ProblemType UNAVAILABLE = new ProblemType("unavailable", HttpStatus.SERVICE_UNAVAILABLE,
            "A dependency is away or slow", true);
    public static final ProblemType INTERNAL = new ProblemType("internal", HttpStatus.INTERNAL_SERVER_ERROR,
            "Something is broken on our side", false);

    /** The problems that every service answers with. */
    public static final List<ProblemType> COMMON = List.of(MALFORMED_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND,
            METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE, CONTENT_TOO_LARGE, REQUEST_TIMEOUT,
            ADDRESS_TOO_LONG, HEADERS_TOO_LARGE, TOO_MANY_REQUESTS, OVERLOADED, UNAVAILABLE, INTERNAL);

    public ProblemType {
        Objects.requireNonNull(slug, "slug");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(title, "title");
        if (!slug.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("slug: " + slug + " (expected: lower-case words joined by hyphens)");
        }
    }

    /** @param retryable whether the same request may succeed shortly */
    public ProblemType(String slug, HttpStatus status, String title, boolean retryable) {
        this(slug, status, title, retryable ? SHORTLY : null);
    }

    /** Reports whether the same request may succeed later. */
    public boolean retryable() {
        return retryAfter != null;
    }

    public URI uri() {
        return URI.create("/problems/" + slug);
    }
}
