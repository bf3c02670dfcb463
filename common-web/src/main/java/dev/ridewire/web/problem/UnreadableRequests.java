package dev.ridewire.web.problem;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses requests that can't be read as HTTP with a problem, and adds one to the empty answers of the server and the
 * firewall. None of these reach the application.
 */
final class UnreadableRequests implements NettyServerCustomizer {
    private static final HttpHeaders CLOSE = new DefaultHttpHeaders().set(HttpHeaderNames.CONNECTION,
            HttpHeaderValues.CLOSE);

    private final Map<Integer, byte[]> bodies;
    private final byte[] unreadableAddress;
    private final byte[] unreadableBody;
    private final byte[] unclearLength;
    private final byte[] unknownVersion;
    private final byte[] unclearHost;
    private final byte[] unknownCoding;

    UnreadableRequests(JsonMapper json) {
        this.unreadableAddress = bodyOf(json).apply(Problem.of(ProblemType.MALFORMED_REQUEST,
                "The address can't be read. In path and query, percent-encode other characters, % itself as %25. The "
                        + "Host header takes a name or an IP address, and a port."));
        this.unreadableBody = bodyOf(json).apply(Problem.of(ProblemType.MALFORMED_REQUEST,
                "The body can't be read: a chunk has no readable size, or another one."));
        this.unclearLength = bodyOf(json).apply(Problem.of(ProblemType.MALFORMED_REQUEST,
                "The length of the body is not clear. Send one Content-Length with a whole number, or "
                        + "Transfer-Encoding: chunked, not both."));
        this.unknownVersion = bodyOf(json).apply(Problem.of(ProblemType.MALFORMED_REQUEST,
                "The version of HTTP is not served here. Send HTTP/1.1."));
        this.unclearHost = bodyOf(json).apply(Problem.of(ProblemType.MALFORMED_REQUEST,
                "Send one Host header, with a name or an IP address and a port."));
        this.unknownCoding = bodyOf(json).apply(Problem.of(ProblemType.MALFORMED_REQUEST,
                "The only Transfer-Encoding that is served is chunked."));
        this.bodies = Stream.of(
                Problem.of(ProblemType.MALFORMED_REQUEST,
                        "It is no HTTP request, or a header has a forbidden character."),
                Problem.of(ProblemType.CONTENT_TOO_LARGE, "Send less."),
                Problem.of(ProblemType.ADDRESS_TOO_LONG, "Send a shorter path and query."),
                Problem.of(ProblemType.HEADERS_TOO_LARGE, "Send fewer or shorter headers."))
                .collect(Collectors.toMap(problem -> problem.type().status().value(), bodyOf(json)));
    }

    private static Function<Problem, byte[]> bodyOf(JsonMapper json) {
        // The path of a request that could not be read is unknown.
        return problem -> json.writeValueAsBytes(problem.members("about:blank"));
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "ridewire.unreadable-requests", new Refusing());
            }
        });
    }

    /** @param body a problem as JSON */
    private record Refusal(HttpResponseStatus status, byte[] body) {}

    /** Returns why a request goes no further; null if it does. Reactor Netty takes most of these. */
    private @Nullable Refusal faultOf(HttpRequest request) {
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.stream().allMatch(HttpHeaderValues.CHUNKED::contentEqualsIgnoreCase)) {
            return malformed(unknownCoding);
        }
        if (request.decoderResult().isFailure()) {
            var fault = request.decoderResult().cause();
            var status = statusFor(fault);
            return new Refusal(status, isAboutTheLength(fault) ? unclearLength : bodyFor(status));
        }
        if (request.protocolVersion().majorVersion() != 1) {
            return malformed(unknownVersion);
        }
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (request.protocolVersion().minorVersion() > 0 && hosts.size() != 1
                || hosts.stream().anyMatch(host -> host.strip().indexOf(' ') >= 0)) {
            return malformed(unclearHost);
        }
        return null;
    }

    private static Refusal malformed(byte[] body) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, body);
    }

    private static boolean isAboutTheLength(Throwable fault) {
        return fault.getMessage() != null && fault.getMessage().contains("Content-Length");
    }

    private byte[] bodyFor(HttpResponseStatus status) {
        return Objects.requireNonNull(bodies.get(status.code()));
    }

    private static FullHttpResponse explained(
            HttpVersion version, HttpResponseStatus status, HttpHeaders headers, byte[] body) {
        var answer = new DefaultFullHttpResponse(version, status, Unpooled.wrappedBuffer(body));
        answer.headers().set(headers)
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return answer;
    }

    /**
     * The handler of one connection. It answers an unreadable request after all earlier ones are answered, and closes
     * the connection. Reactor Netty does that too. But up to version 1.3.8 it sends no answer, and does not close,
     * while it is still busy with the end of the previous answer.
     */
    private final class Refusing extends ChannelDuplexHandler {
        private int unanswered;
        private @Nullable Refusal refusal;
        /** True if the application knows the refused request, because only its body can't be read. */
        private boolean bodyRefused;
        private boolean answering;
        private boolean refused;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (refusal != null) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest request) {
                refusal = faultOf(request);
            } else if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
                // If this content were passed on, Reactor Netty would answer behind the application's back, which would
                // then log an error.
                var status = statusFor(content.decoderResult().cause());
                refusal = new Refusal(status,
                        status.equals(HttpResponseStatus.BAD_REQUEST) ? unreadableBody : bodyFor(status));
                bodyRefused = true;
            }
            if (refusal != null) {
                ReferenceCountUtil.release(message);
                refuseIfNext(context);
                return;
            }
            if (message instanceof HttpRequest) {
                unanswered++;
            }
            super.channelRead(context, message);
        }

        /**
         * Adds a problem to an answer without a content type. Such an answer comes from the server or the firewall, not
         * from the application.
         */
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (refused) {
                ReferenceCountUtil.release(message);
                promise.setFailure(new ClosedChannelException());
                return;
            }
            answering |= message instanceof HttpResponse && !onlySaysToGoOn(message);
            if (message instanceof FullHttpResponse answer && isBare(answer)) {
                // Netty could read this request. So its address is at fault, from which Spring makes a URI.
                byte[] body = answer.status().code() == HttpResponseStatus.BAD_REQUEST.code()
                        ? unreadableAddress
                        : bodyFor(answer.status());
                super.write(context, explained(answer.protocolVersion(), answer.status(), answer.headers(), body),
                        promise);
                answer.release();
            } else {
                super.write(context, message, promise);
            }
            if (isEndOfAnswer(message)) {
                unanswered--;
                answering = false;
                refuseIfNext(context);
            }
        }

        private void refuseIfNext(ChannelHandlerContext context) {
            if (refusal == null || refused || answering || unanswered > (bodyRefused ? 1 : 0)) {
                return;
            }
            refused = true;
            if (bodyRefused && unanswered == 0) {
                context.close();
            } else {
                context.writeAndFlush(explained(HttpVersion.HTTP_1_1, refusal.status(), CLOSE, refusal.body()))
                        .addListener(ChannelFutureListener.CLOSE);
            }
        }

        private boolean isBare(FullHttpResponse answer) {
            return bodies.containsKey(answer.status().code()) && !answer.content().isReadable()
                    && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
        }
    }

    private static HttpResponseStatus statusFor(Throwable fault) {
        return switch (fault) {
            case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException _ -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            default -> HttpResponseStatus.BAD_REQUEST;
        };
    }

    private static boolean isEndOfAnswer(Object message) {
        return message instanceof LastHttpContent && !onlySaysToGoOn(message);
    }

    private static boolean onlySaysToGoOn(Object message) {
        return message instanceof HttpResponse answer
                && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
