package dev.ridewire.web.load;

import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.context.Context;

/** A body during whose arrival the request holds no place. At its end the request takes a place again, or fails. */
final class ArrivingBody extends FluxOperator<DataBuffer, DataBuffer> {
    private final ConcurrencyLimit.Permit permit;

    ArrivingBody(Flux<DataBuffer> body, ConcurrencyLimit.Permit permit) {
        super(body);
        this.permit = permit;
    }

    @Override
    public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
        permit.stepOut();
        source.subscribe(new Arrival(actual, permit));
    }

    private record Arrival(CoreSubscriber<? super DataBuffer> actual, ConcurrencyLimit.Permit permit)
            implements
                CoreSubscriber<DataBuffer> {
        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            actual.onSubscribe(subscription);
        }

        @Override
        public void onNext(DataBuffer piece) {
            actual.onNext(piece);
        }

        @Override
        public void onError(Throwable error) {
            actual.onError(error);
        }

        @Override
        public void onComplete() {
            if (permit.stepIn()) {
                actual.onComplete();
            } else {
                actual.onError(LoadShedding.overloaded());
            }
        }
    }
}
