package dev.ridewire.web.load;

import dev.ridewire.web.reactive.RequestPermit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * A request that holds its place until its answer, its failure, or its client's disconnection. It fails if the answer
 * has not begun in time: Reactor throws some errors instead of signalling them, and such a request would get no answer.
 *
 * <p>One operator does what {@code contextWrite}, {@code timeout} and {@code doFinally} would do, because every request
 * passes here.
 */
final class PlaceHeld extends MonoOperator<Void, Void> {
    private final ConcurrencyLimit.Permit permit;
    private final ServerHttpResponse response;
    private final Duration longest;

    PlaceHeld(Mono<Void> work, ConcurrencyLimit.Permit permit, ServerHttpResponse response, Duration longest) {
        super(work);
        this.permit = permit;
        this.response = response;
        this.longest = longest;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        var work = new Work(actual);
        // First of all: neither the timer nor the work may signal to someone who has no subscription yet.
        actual.onSubscribe(work);
        if (work.startTimer()) {
            source.subscribe(work);
        }
    }

    private final class Work implements CoreSubscriber<Void>, Subscription, Runnable {
        private final CoreSubscriber<? super Void> actual;
        private final Context context;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile @Nullable Disposable timer;
        private volatile @Nullable Subscription work;

        private Work(CoreSubscriber<? super Void> actual) {
            this.actual = actual;
            this.context = actual.currentContext().put(RequestPermit.class, permit);
        }

        /** Returns false if the client disconnected before. */
        private boolean startTimer() {
            Disposable started = Schedulers.parallel().schedule(this, longest.toMillis(), TimeUnit.MILLISECONDS);
            timer = started;
            if (over.get()) {
                started.dispose();
                return false;
            }
            return true;
        }

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            work = subscription;
            if (over.get()) {
                subscription.cancel();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        /** Does nothing: work without a value needs no demand. */
        @Override
        public void request(long n) {}

        @Override
        public void onNext(Void nothing) {
            throw new IllegalStateException("a request's work has no value");
        }

        @Override
        public void onComplete() {
            if (end(true)) {
                actual.onComplete();
            }
        }

        @Override
        public void onError(Throwable error) {
            if (end(true)) {
                actual.onError(error);
            } else {
                Operators.onErrorDropped(error, context);
            }
        }

        @Override
        public void cancel() {
            if (end(false)) {
                cancelWork();
            }
        }

        /** Runs when the time is over. */
        @Override
        public void run() {
            if (!response.isCommitted() && end(true)) {
                cancelWork();
                actual.onError(new TimeoutException("no answer within " + longest));
            }
        }

        private boolean end(boolean answered) {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            Disposable running = timer;
            if (running != null) {
                running.dispose();
            }
            permit.release(answered);
            return true;
        }

        private void cancelWork() {
            Subscription begun = work;
            if (begun != null) {
                begun.cancel();
            }
        }
    }
}
