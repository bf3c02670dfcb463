package dev.ridewire.simulator.bot;

import dev.ridewire.simulator.api.Answer;
import dev.ridewire.simulator.api.TrackingApi;
import dev.ridewire.simulator.api.TrackingApi.Ping;
import dev.ridewire.simulator.api.TrackingApi.Receipt;
import java.util.ArrayDeque;
import java.util.List;

/** A driver's phone. It records the car's position twice a tick, and sends the recorded positions once a tick. */
final class Phone {
    /** The most points of one report. While tracking is away, the oldest points are dropped. */
    private static final int MOST_POINTS = 100;
    private static final int POINTS_PER_TICK = 2;
    /** The reason with which tracking rejects points that are sent again after an answer was lost. */
    private static final String SENT_TWICE = "not-newer";

    private final TrackingApi tracking;
    private final Car car;
    private final Run run;
    private final ArrayDeque<Ping> unsent = new ArrayDeque<>();

    Phone(TrackingApi tracking, Car car, Run run) {
        this.tracking = tracking;
        this.car = car;
        this.run = run;
    }

    void report() {
        try {
            while (!run.isOver()) {
                for (int point = 0; point < POINTS_PER_TICK; point++) {
                    note(car.ping(run.now()));
                    Thread.sleep(run.pace().tick().dividedBy(POINTS_PER_TICK));
                }
                send();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Ping ping) {
        if (unsent.size() == MOST_POINTS) {
            unsent.removeFirst();
        }
        unsent.addLast(ping);
    }

    private void send() throws InterruptedException {
        switch (tracking.report(List.copyOf(unsent))) {
            case Answer.Done<Receipt>(Receipt receipt) -> {
                run.ledger().positionsReported(receipt.accepted());
                receipt.rejected().stream()
                        .filter(reason -> !reason.equals(SENT_TWICE))
                        .forEach(reason -> run.ledger().problem("tracking rejected positions: " + reason));
                unsent.clear();
            }
            case Answer.Refused<Receipt> refused -> {
                run.ledger().problem("tracking refused positions: " + refused);
                unsent.clear();
            }
            case Answer.Unanswered<Receipt> unanswered -> {
                // The points are sent with the next ones.
            }
        }
    }
}
