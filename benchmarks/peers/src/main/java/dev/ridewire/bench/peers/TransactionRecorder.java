package dev.ridewire.bench.peers;

import dev.ridewire.bench.relay.BenchEvent;
import dev.ridewire.bench.relay.Recorder;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The business side: a transaction that gives events to the library. */
public final class TransactionRecorder implements Recorder {
    private final TransactionTemplate transaction;
    private final Consumer<BenchEvent> library;

    /** @param library receives an event within the transaction */
    public TransactionRecorder(ApplicationContext application, Consumer<BenchEvent> library) {
        this.transaction = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        this.library = library;
    }

    @Override
    public void record(List<BenchEvent> events, Runnable beforeCommit) {
        transaction.executeWithoutResult(status -> {
            events.forEach(library);
            beforeCommit.run();
        });
    }

    @Override
    public void close() {}
}
