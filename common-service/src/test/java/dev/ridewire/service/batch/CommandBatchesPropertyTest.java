package dev.ridewire.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.service.batch.FakeStatements.Command;
import dev.ridewire.service.batch.FakeStatements.PoisonException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The properties that hold however commands, answers, failures and time mix. */
class CommandBatchesPropertyTest {
    private static final BatchBounds BOUNDS = new BatchBounds(5, 60, 2);
    private static final BatchWaits WAITS = new BatchWaits(12, Duration.ofSeconds(3), Duration.ofSeconds(10));

    @Property
    void everyCommandHasOneOutcomeItsOwnAndNoBoundIsBroken(@ForAll("steps") List<Step> steps) {
        var run = new RunOfSteps();
        steps.forEach(run::take);
        run.endAll();

        assertThat(run.statements.broken()).isEmpty();
        assertThat(run.outcomes.keySet()).containsExactlyElementsOf(run.submitted);
        run.outcomes.forEach((text, outcomes) -> assertThat(outcomes).as(text).singleElement()
                .satisfies(outcome -> assertThat(isFitting(text, outcome)).as(outcome).isTrue()));
    }

    @Property
    void commandsOfOneKeyTakeEffectInTheOrderOfTheirArrival(@ForAll("steps") List<Step> steps) {
        var run = new RunOfSteps();
        steps.forEach(run::take);
        run.endAll();

        run.doneByKey.values().forEach(done -> assertThat(done).isSorted());
    }

    @Property
    void withoutAnOutageACommandFailsOnlyThroughItsOwnFault(@ForAll("quietSteps") List<Step> steps) {
        var run = new RunOfSteps();
        steps.forEach(run::take);
        run.endAll();

        run.outcomes.forEach((text, outcomes) -> assertThat(outcomes)
                .containsExactly(text.startsWith(FakeStatements.POISON) ? "poison" : "did " + text));
    }

    private static boolean isFitting(String text, String outcome) {
        return outcome.equals("unavailable") || outcome.equals("lost")
                || outcome.equals(text.startsWith(FakeStatements.POISON) ? "poison" : "did " + text);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> outage = Arbitraries.of(0, 1).map(Step.Outage::new);
        Arbitrary<Step> wait = Arbitraries.integers().between(1, 4).map(Step.Wait::new);
        return Arbitraries.frequencyOf(Tuple.of(12, submits()), Tuple.of(6, ends()),
                Tuple.of(1, outage), Tuple.of(1, wait)).list().ofMaxSize(80);
    }

    /** So few steps that the queue is never full. */
    @Provide
    Arbitrary<List<Step>> quietSteps() {
        return Arbitraries.frequencyOf(Tuple.of(2, submits()), Tuple.of(1, ends())).list()
                .ofMaxSize(WAITS.commands());
    }

    private static Arbitrary<Step> submits() {
        return Combinators.combine(Arbitraries.integers().between(0, 9),
                Arbitraries.integers().between(5, 70), Arbitraries.of(true, false, false, false, false))
                .as(Step.Submit::new);
    }

    private static Arbitrary<Step> ends() {
        return Arbitraries.of(0, 1).map(Step.End::new);
    }

    /** A step of a test. */
    sealed interface Step {
        record Submit(int key, int bytes, boolean poison) implements Step {}

        record End(int statement) implements Step {}

        record Outage(int statement) implements Step {}

        record Wait(int seconds) implements Step {}
    }

    private static final class RunOfSteps {
        private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
        private final FakeStatements statements = new FakeStatements(BOUNDS);
        private final CommandBatches<Command, String> batches = new Batching(
                OpenTelemetry.noop().getTracer("test"), new SimpleMeterRegistry(), time, WAITS)
                .of("do it", BOUNDS, statements::run, PoisonException.class::isInstance);
        private final List<String> submitted = new ArrayList<>();
        private final Map<String, List<String>> outcomes = new LinkedHashMap<>();
        private final Map<String, List<Integer>> doneByKey = new LinkedHashMap<>();

        void take(Step step) {
            switch (step) {
                case Step.Submit(int key, int bytes, boolean poison) -> submit("key-" + key, bytes, poison);
                case Step.End(int number) when number < statements.underWay() -> statements.end(number);
                case Step.Outage(int number) when number < statements.underWay() -> statements.fail(
                        number, new IllegalStateException("lost"));
                case Step.Wait(int seconds) -> time.advanceTimeBy(Duration.ofSeconds(seconds));
                case Step.End _,Step.Outage _ -> {
                    // Nothing is under way there.
                }
            }
        }

        void endAll() {
            while (statements.underWay() > 0) {
                statements.end(0);
            }
        }

        private void submit(String key, int bytes, boolean poison) {
            int number = submitted.size();
            String text = (poison ? FakeStatements.POISON : "plain") + "-" + number;
            submitted.add(text);
            List<String> heard = new ArrayList<>();
            outcomes.put(text, heard);
            batches.submit(new Command(key, text, bytes)).subscribe(outcome -> {
                heard.add(outcome);
                doneByKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(number);
            }, failure -> heard.add(switch (failure) {
                case BatchUnavailableException _ -> "unavailable";
                case PoisonException _ -> "poison";
                default -> "lost";
            }));
        }
    }
}
