package dev.ridewire.bench.peers.modulith;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;

/**
 * Resubmits failed publications until there are none, a batch at a time: all at once would not fit into memory.
 * Applications do this on a schedule. Here it runs only after a start, so that the measurement contains nothing but the
 * library.
 */
final class Resubmission implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final long PAUSE_MILLIS = 20;

    private final FailedEventPublications publications;
    private final JdbcClient database;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    private Resubmission(FailedEventPublications publications, JdbcClient database) {
        this.publications = publications;
        this.database = database;
        this.thread = Thread.ofPlatform().daemon().name("resubmission").unstarted(this::run);
    }

    static Resubmission begin(ApplicationContext application) {
        var resubmission = new Resubmission(application.getBean(FailedEventPublications.class),
                application.getBean(JdbcClient.class));
        resubmission.thread.start();
        return resubmission;
    }

    private void run() {
        // The limit in flight equals the batch size: with a higher one, the library asks PostgreSQL for a negative
        // number of rows.
        var options = ResubmissionOptions.defaults().withBatchSize(BATCH).withMaxInFlight(BATCH);
        try {
            while (anyFailed()) {
                publications.resubmit(options);
                if (end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean anyFailed() {
        return database.sql("select exists (select from event_publication where status = 'FAILED')")
                .query(Boolean.class).single();
    }

    @Override
    public void close() throws InterruptedException {
        end.countDown();
        thread.join();
    }
}
