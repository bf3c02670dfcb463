package dev.ridewire.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ridewire.events.TraceContext;
import dev.ridewire.service.batch.FakeStatements.Command;
import dev.ridewire.service.batch.FakeStatements.PoisonException;
import dev.ridewire.service.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class CommandBatchesTest {
    private static final BatchBounds BOUNDS = new BatchBounds(4, 100, 2);
    private static final BatchWaits WAITS = new BatchWaits(8, Duration.ofSeconds(3), Duration.ofSeconds(10));

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeStatements statements = new FakeStatements(BOUNDS);
    private final Batching batching = new Batching(
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build().get("test"),
            meters, time, WAITS);
    private final CommandBatches<Command, String> batches = batching.of(
            "do it", BOUNDS, statements::run, PoisonException.class::isInstance);

    @Test
    void aLoneCommandGoesAtOnce() {
        var outcome = submit("a");

        assertThat(statements.begun()).containsExactly(List.of("a"));
        assertThat(outcome).isNotDone();
        statements.end(0);
        assertThat(outcome).isCompletedWithValue("did a");
    }

    @Test
    void whatComesDuringStatementsGoesTogetherInTheNext() {
        var first = submit("a");
        submit("b");
        var c = submit("c");
        var d = submit("d");
        assertThat(statements.begun()).containsExactly(List.of("a"), List.of("b"));

        statements.end(0);
        assertThat(first).isCompletedWithValue("did a");
        assertThat(statements.begun()).last().isEqualTo(List.of("c", "d"));
        statements.end(1);
        assertThat(c).isCompletedWithValue("did c");
        assertThat(d).isCompletedWithValue("did d");
        assertThat(meters.get("ridewire.batch.commands").tag("batch", "do it").summary().max()).isEqualTo(2);
    }

    @Test
    void theNextStatementBeginsBeforeTheOutcomesAreTold() {
        List<List<String>> begunWhenTold = new ArrayList<>();
        batches.submit(command("a")).subscribe(_ -> begunWhenTold.addAll(statements.begun()));
        submit("b");
        submit("c");

        statements.end(0);

        assertThat(begunWhenTold).containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void aBatchIsBoundedInNumberAndInBytes() {
        submit("a");
        submit("b");
        for (String text : List.of("c", "d", "e", "f", "g")) {
            submit(text);
        }
        statements.end(0);
        assertThat(statements.begun()).last().isEqualTo(List.of("c", "d", "e", "f"));
        batches.submit(new Command("h", "h", 95)).subscribe();
        batches.submit(new Command("i", "i", 500)).subscribe();

        statements.end(0);
        assertThat(statements.begun()).last().isEqualTo(List.of("g"));
        statements.end(0);
        assertThat(statements.begun()).last().isEqualTo(List.of("h"));
        statements.end(0);
        assertThat(statements.begun()).last().isEqualTo(List.of("i"));
    }

    @Test
    void equalKeysGoOneAfterTheOtherInOrderAndOthersPassThem() {
        submit("same", "1");
        var second = submit("same", "2");
        var third = submit("same", "3");
        submit("other", "4");
        assertThat(statements.begun()).containsExactly(List.of("1"), List.of("4"));

        statements.end(0);
        assertThat(statements.begun()).last().isEqualTo(List.of("2"));
        statements.end(1);
        assertThat(second).isCompletedWithValue("did 2");
        assertThat(statements.begun()).last().isEqualTo(List.of("3"));
        assertThat(third).isNotDone();
    }

    @Test
    void aFailingCommandIsFoundAndTheOthersOfItsStatementSucceed() {
        submit("a");
        submit("b");
        var c = submit("c");
        var poison = submit("poison");
        var d = submit("d");
        statements.end(0);
        assertThat(statements.begun()).last().isEqualTo(List.of("c", "poison", "d"));
        var later = submit("later");

        statements.end(1);
        assertThat(statements.begun()).last().isEqualTo(List.of("c"));
        statements.end(1);
        assertThat(c).isCompletedWithValue("did c");
        statements.end(1);
        assertThatThrownBy(poison::join).hasRootCauseInstanceOf(PoisonException.class);
        statements.end(1);
        assertThat(d).isCompletedWithValue("did d");
        statements.end(1);
        assertThat(later).isCompletedWithValue("did later");
        assertThat(meters.get("ridewire.batch.retries").counter().count()).isEqualTo(3);
    }

    @Test
    void aFailureThatIsNoCommandsFaultIsToldToAllAndNothingRunsAgain() {
        submit("a");
        submit("b");
        var c = submit("c");
        var d = submit("d");
        statements.end(0);

        statements.fail(1, new IllegalStateException("the database is away"));

        assertThatThrownBy(c::join).hasRootCauseMessage("the database is away");
        assertThatThrownBy(d::join).hasRootCauseMessage("the database is away");
        assertThat(statements.begun()).hasSize(3);
        assertThat(statements.underWay()).isOne();
    }

    @Test
    void aFullQueueRefusesAtOnceAndTakesCommandsAgainLater() {
        submit("a");
        submit("b");
        for (int number = 0; number < WAITS.commands(); number++) {
            submit("waits-" + number);
        }

        assertThatThrownBy(submit("one-too-many")::join).hasRootCauseInstanceOf(BatchUnavailableException.class)
                .hasStackTraceContaining("do it: too many commands wait (limit: 8)");
        statements.end(0);
        assertThat(submit("again")).isNotDone();
    }

    @Test
    void aCommandWaitsNoLongerThanItsPatience() {
        submit("a");
        submit("b");
        var early = submit("early");
        time.advanceTimeBy(Duration.ofSeconds(2));
        var late = submit("late");

        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThatThrownBy(early::join).hasRootCauseInstanceOf(BatchUnavailableException.class)
                .hasStackTraceContaining("waited for a statement for PT3S");
        assertThat(late).isNotDone();
        time.advanceTimeBy(Duration.ofSeconds(2));
        assertThat(late).isCompletedExceptionally();
        statements.end(0);
        assertThat(statements.begun()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void aRetryAloneWaitsNoLongerThanItsPatienceEither() {
        submit("a");
        submit("b");
        var first = submit("poison-1");
        var second = submit("poison-2");
        var third = submit("poison-3");
        statements.end(0);
        time.advanceTimeBy(Duration.ofSeconds(1));
        statements.end(1);
        assertThat(statements.begun()).last().isEqualTo(List.of("poison-1"));

        time.advanceTimeBy(Duration.ofSeconds(2));

        assertThat(first).isNotDone();
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedExceptionally();
    }

    @Test
    void aStatementWithoutAnAnswerMakesWayAfterItsTime() {
        var lost = submit("a");
        submit("b");
        time.advanceTimeBy(Duration.ofSeconds(9));
        var next = submit("c");

        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(lost).isCompletedExceptionally();
        assertThat(statements.begun()).last().isEqualTo(List.of("c"));
        assertThat(next).isNotDone();
    }

    @Test
    void aCancelledSubscriptionCancelsNoCommand() {
        submit("a");
        submit("b");
        var waiting = batches.submit(command("c")).subscribe();
        waiting.dispose();

        statements.end(0);
        assertThat(statements.begun()).last().isEqualTo(List.of("c"));
        assertThat(statements.underWay()).isEqualTo(2);
    }

    @Test
    void statementsThatEndAtOnceDoNotDeepenTheStack() {
        List<Integer> depths = new ArrayList<>();
        Sinks.One<List<String>> first = Sinks.one();
        CommandBatches<Command, String> atOnce = batching.of("at once", new BatchBounds(1, 100, 1), commands -> {
            depths.add(Thread.currentThread().getStackTrace().length);
            return depths.size() == 1 ? first.asMono() : Mono.just(List.of("done"));
        }, _ -> false);
        for (int number = 0; number < 8; number++) {
            atOnce.submit(command("a" + number)).subscribe();
        }

        first.tryEmitValue(List.of("done")).orThrow();

        assertThat(depths).hasSize(8);
        assertThat(depths.getLast()).isEqualTo(depths.get(1));
    }

    @Test
    void aWrongNumberOfOutcomesFailsAllAndSoDoesNone() {
        CommandBatches<Command, String> wrong = batching.of("wrong", BOUNDS, _ -> Mono.just(List.of()), _ -> false);
        CommandBatches<Command, String> none = batching.of("none", BOUNDS, _ -> Mono.empty(), _ -> false);

        assertThatThrownBy(wrong.submit(command("a"))::block).hasMessage("wrong: 0 outcomes (expected: 1)");
        assertThatThrownBy(none.submit(command("a"))::block).hasMessage("none: no outcomes");
    }

    @Test
    void aShutdownWaitsForTheCommandsThatItHasAndTakesNoOthers() {
        batching.start();
        submit("a");
        submit("b");
        var c = submit("c");
        var stopped = new AtomicBoolean();

        batching.stop(() -> stopped.set(true));
        assertThatThrownBy(submit("too-late")::join).hasRootCauseInstanceOf(BatchUnavailableException.class)
                .hasRootCauseMessage("do it: the service stops");
        statements.end(0);
        statements.end(0);
        assertThat(stopped).isFalse();
        statements.end(0);
        assertThat(stopped).isTrue();
        assertThat(c).isCompletedWithValue("did c");
        batching.start();
        assertThat(submit("again")).isNotDone();
    }

    @Test
    void anIdleShutdownWaitsForNothing() {
        batching.start();
        var stopped = new AtomicBoolean();

        batching.stop(() -> stopped.set(true));

        assertThat(stopped).isTrue();
        assertThat(batching.isRunning()).isFalse();
    }

    @Test
    void eachSampledCommandHasASpanOfTheStatementInItsOwnTrace() {
        submit("a");
        submit("b");
        submit("c", trace("4bf92f3577b34da6a3ce929d0e0e4736", "01"));
        submit("d", trace("4bf92f3577b34da6a3ce929d0e0e4737", "00"));
        submit("e", trace("4bf92f3577b34da6a3ce929d0e0e4738", "01"));
        statements.end(0);
        statements.end(1);

        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getTraceId, SpanData::getName).containsExactly(
                tuple("4bf92f3577b34da6a3ce929d0e0e4736", "do it"),
                tuple("4bf92f3577b34da6a3ce929d0e0e4738", "do it"));
        assertThat(spans.getFinishedSpanItems()).allSatisfy(span -> assertThat(
                span.getAttributes().get(AttributeKey.longKey("db.operation.batch.size"))).isEqualTo(3));
    }

    @Test
    void theSpanOfAFailedStatementSaysSoWithoutItsMessage() {
        submit("poison", trace("4bf92f3577b34da6a3ce929d0e0e4736", "01"));
        statements.end(0);

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEqualTo("PoisonException");
        });
    }

    private CompletableFuture<String> submit(String text) {
        return submit(text, text);
    }

    private CompletableFuture<String> submit(String key, String text) {
        return batches.submit(new Command(key, text, 10)).toFuture();
    }

    private void submit(String text, TraceContext cause) {
        batches.submit(command(text)).contextWrite(context -> Traces.put(context, Traces.contextOf(cause))).toFuture();
    }

    private static TraceContext trace(String id, String flags) {
        return new TraceContext("00-%s-00f067aa0ba902b7-%s".formatted(id, flags), null);
    }

    private static Command command(String text) {
        return new Command(text, text, 10);
    }
}
