package dev.ridewire.web.problem;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Turns an {@link Error} of a handler into an answer, as for exceptions. Reactor throws errors that it takes for fatal,
 * such as a stack overflow, instead of signalling them. Then no answer would be sent, and no action at the end of the
 * request would run.
 */
final class FatalErrors implements WebFilter, Ordered {
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return new Guarded(chain.filter(exchange));
    }

    private static final class Guarded extends MonoOperator<Void, Void> {
        private Guarded(Mono<Void> handling) {
            super(handling);
        }

        @Override
        public void subscribe(CoreSubscriber<? super Void> actual) {
            var guard = new Guard(actual);
            try {
                source.subscribe(guard);
            } catch (Error error) {
                guard.thrown(error);
            }
        }
    }

    private static final class Guard implements CoreSubscriber<Void> {
        private final CoreSubscriber<? super Void> actual;
        private final AtomicBoolean over = new AtomicBoolean();
        private @Nullable Subscription handling;

        private Guard(CoreSubscriber<? super Void> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            handling = subscription;
            actual.onSubscribe(subscription);
        }

        @Override
        public void onNext(Void nothing) {
            throw new IllegalStateException("a request's handling has no value");
        }

        @Override
        public void onComplete() {
            if (over.compareAndSet(false, true)) {
                actual.onComplete();
            }
        }

        @Override
        public void onError(Throwable error) {
            if (over.compareAndSet(false, true)) {
                actual.onError(asException(error));
            } else {
                Operators.onErrorDropped(error, currentContext());
            }
        }

        private void thrown(Error error) {
            if (!over.compareAndSet(false, true)) {
                Operators.onErrorDropped(error, currentContext());
                return;
            }
            if (handling == null) {
                Operators.error(actual, asException(error));
            } else {
                handling.cancel();
                actual.onError(asException(error));
            }
        }

        private static Throwable asException(Throwable error) {
            return error instanceof Error ? new IllegalStateException("a handler failed", error) : error;
        }
    }
}
