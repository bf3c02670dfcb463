package dev.ridewire.web.problem;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives bodies to the empty answers with which the HTTP server itself refuses what it can't read: they never reach the
 * application. An answer of the application's always says what its body is, so that it is left alone.
 */
@Sharable
final class UnreadableRequests extends ChannelOutboundHandlerAdapter implements NettyServerCustomizer {
    private final Map<Integer, byte[]> bodies;

    UnreadableRequests(JsonMapper json) {
        this.bodies = Stream.of(
                Problem.of(ProblemType.MALFORMED_REQUEST,
                        "It is no HTTP request, or a header has a forbidden character."),
                Problem.of(ProblemType.CONTENT_TOO_LARGE, "Send less."),
                Problem.of(ProblemType.ADDRESS_TOO_LONG, "Send a shorter path and query."),
                Problem.of(ProblemType.HEADERS_TOO_LARGE, "Send fewer or shorter headers."))
                .collect(Collectors.toMap(problem -> problem.type().status().value(), bodyOf(json)));
    }

    private static Function<Problem, byte[]> bodyOf(JsonMapper json) {
        // Which path was asked for is not known where the request could not be read.
        return problem -> json.writeValueAsBytes(problem.members("about:blank"));
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "ridewire.unreadable-requests", this);
            }
        });
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, message instanceof FullHttpResponse answer && isBare(answer) ? explained(answer) : message,
                promise);
    }

    private boolean isBare(FullHttpResponse answer) {
        return bodies.containsKey(answer.status().code()) && !answer.content().isReadable()
                && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private HttpResponse explained(FullHttpResponse bare) {
        byte[] body = Objects.requireNonNull(bodies.get(bare.status().code()));
        var answer = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
        answer.headers().set(bare.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        bare.release();
        return answer;
    }
}
