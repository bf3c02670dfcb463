package dev.ridewire.web.problem;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Sets {@code Date} (RFC 9110, section 6.6.1) in every answer, including those of the server itself, because apps
 * correct their clocks by it. This handler must be next to the codec, so that answers of all other handlers pass
 * through it.
 */
final class DatedAnswers implements NettyServerCustomizer {
    private final Stamping stamping;

    DatedAnswers(Clock clock) {
        this.stamping = new Stamping(clock);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "ridewire.date", stamping);
            }
        });
    }

    @Sharable
    private static final class Stamping extends ChannelOutboundHandlerAdapter {
        private static final DateTimeFormatter FORM = DateTimeFormatter
                .ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);

        private final Clock clock;
        private volatile Second second = new Second(Long.MIN_VALUE, "");

        Stamping(Clock clock) {
            this.clock = clock;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof HttpResponse answer
                    && answer.status().codeClass() != HttpStatusClass.INFORMATIONAL
                    && !answer.headers().contains(HttpHeaderNames.DATE)) {
                answer.headers().set(HttpHeaderNames.DATE, now());
            }
            super.write(context, message, promise);
        }

        /** Formats the date once a second. Threads may race here, because they write the same text. */
        private String now() {
            Instant now = clock.instant();
            Second last = second;
            if (last.epoch() != now.getEpochSecond()) {
                last = new Second(now.getEpochSecond(), FORM.format(now));
                second = last;
            }
            return last.text();
        }
    }

    private record Second(long epoch, String text) {}
}
