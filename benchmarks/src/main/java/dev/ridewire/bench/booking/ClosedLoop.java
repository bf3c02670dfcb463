package dev.ridewire.bench.booking;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * Keep-alive connections, each of which sends its next request when the answer to the one before is complete. One
 * thread does all of it and sends the bytes of the file unchanged, so that the load itself costs little.
 */
final class ClosedLoop implements AutoCloseable {
    private static final int CREATED = 201;
    private static final int CONNECTION_LOST = 0;
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int PATIENCE_SECONDS = 30;

    private final MultiThreadIoEventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Requests requests;

    ClosedLoop(Requests requests) {
        this.requests = requests;
    }

    /**
     * The answers to a load.
     *
     * @param created  the number of answers 201
     * @param failures other answers by their status; 0 for a lost connection
     * @param nanos    the time from the first request to the last answer
     * @param micros   the latencies of the answers 201, from the request's write to the answer's last byte
     */
    record Done(long created, SortedMap<Integer, Long> failures, long nanos, Histogram micros) {}

    /**
     * Runs the load. It waits for the requests under way at the end, and counts them.
     *
     * @param first  number of the first request; the others follow
     * @param repeat whether the first requests come again after the last
     * @throws IllegalStateException if requests run out and may not be repeated, or no server listens
     */
    Done run(InetSocketAddress server, int connections, long first, boolean repeat, int seconds)
            throws InterruptedException {
        var run = new Run(server, connections, first, repeat, TimeUnit.SECONDS.toNanos(seconds));
        thread.execute(run::begin);
        try {
            return run.done.get(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke off: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("some requests were not answered within %d s".formatted(PATIENCE_SECONDS),
                    e);
        }
    }

    @Override
    public void close() {
        thread.shutdownGracefully();
    }

    /** Only the load's thread uses it. */
    private final class Run {
        private final CompletableFuture<Done> done = new CompletableFuture<>();
        private final Bootstrap bootstrap;
        private final boolean repeat;
        private final long nanos;
        private final Histogram micros = new Histogram(MAX_MICROS, 3);
        private final SortedMap<Integer, Long> failures = new TreeMap<>();
        private long next;
        private long began;
        private long last;
        private int open;

        Run(InetSocketAddress server, int connections, long first, boolean repeat, long nanos) {
            this.next = first;
            this.open = connections;
            this.repeat = repeat;
            this.nanos = nanos;
            this.bootstrap = new Bootstrap().group(thread).channel(NioSocketChannel.class).remoteAddress(server)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new HttpResponseDecoder(), new Connection(Run.this));
                        }
                    });
        }

        void begin() {
            began = System.nanoTime();
            last = began;
            int connections = open;
            for (int connection = 0; connection < connections; connection++) {
                connect();
            }
        }

        private void connect() {
            bootstrap.connect().addListener(connected -> {
                if (!connected.isSuccess()) {
                    done.completeExceptionally(connected.cause());
                }
            });
        }

        boolean isOver() {
            return done.isDone() || System.nanoTime() - began >= nanos;
        }

        void send(ChannelHandlerContext context) {
            if (next >= requests.count() && !repeat) {
                done.completeExceptionally(new IllegalStateException(
                        "all %,d riders have asked: --riders makes more".formatted(requests.count())));
                context.close();
                return;
            }
            context.writeAndFlush(Unpooled.wrappedBuffer(requests.get(next++ % requests.count())));
        }

        void answered(int status, long sentAt) {
            last = System.nanoTime();
            if (status == CREATED) {
                micros.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(last - sentAt), MAX_MICROS));
            } else {
                failures.merge(status, 1L, Long::sum);
            }
        }

        void closed(boolean underWay) {
            if (underWay) {
                failures.merge(CONNECTION_LOST, 1L, Long::sum);
            }
            if (!isOver()) {
                connect();
            } else if (--open == 0) {
                done.complete(new Done(micros.getTotalCount(), failures, last - began, micros));
            }
        }
    }

    private static final class Connection extends SimpleChannelInboundHandler<HttpObject> {
        private final Run run;
        private boolean underWay;
        private long sentAt;
        private int status;

        Connection(Run run) {
            this.run = run;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            send(context);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse response) {
                status = response.status().code();
            }
            if (part instanceof LastHttpContent) {
                underWay = false;
                run.answered(status, sentAt);
                if (run.isOver()) {
                    context.close();
                } else {
                    send(context);
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            run.closed(underWay);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
            context.close();
        }

        private void send(ChannelHandlerContext context) {
            underWay = true;
            sentAt = System.nanoTime();
            run.send(context);
        }
    }
}
