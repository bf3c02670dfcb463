package dev.ridewire.stack.command;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.simulator.Addresses;
import dev.ridewire.simulator.CitySimulation;
import dev.ridewire.simulator.ProgressPrinter;
import dev.ridewire.simulator.SimulationPlan;
import dev.ridewire.simulator.SimulationSummary;
import dev.ridewire.simulator.SummaryTable;
import dev.ridewire.simulator.TraceFinder;
import dev.ridewire.simulator.city.TripFile;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.home.StackPorts;
import dev.ridewire.stack.issuer.LocalIssuer;
import dev.ridewire.stack.issuer.Role;
import dev.ridewire.stack.run.LocalStack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs rides through the stack. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Lets riders and drivers live on the public API for some minutes and shows every ride. Starts the stack "
        + "if none runs, and stops it again. Ends with 0 only if every ride reached a final state with one driver at most.")
public final class DemoCommand implements Callable<Integer> {
    /** The exit code that a shell gives to a process ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rides", paramLabel = "N", description = "How many rides are asked for (default ${DEFAULT-VALUE}).")
    private int rides = SimulationPlan.DEFAULT_RIDES;

    @Option(names = "--drivers", paramLabel = "N", description = "How many drivers are on shift (default ${DEFAULT-VALUE}).")
    private int drivers = SimulationPlan.DEFAULT_DRIVERS;

    @Option(names = "--trips", paramLabel = "FILE", description = "Real trips instead of made-up ones: CSV with o_lat, o_lon, d_lat, d_lon, departure_time.")
    private @Nullable Path trips;

    @Option(names = "--seed", paramLabel = "N", description = "The same trips and decisions again.")
    private @Nullable Long seed;

    @Option(names = "--against", paramLabel = "URL", description = "A system that runs elsewhere on the usual ports, like http://127.0.0.1; it must believe this folder's issuer.")
    private @Nullable URI against;

    @Option(names = "--keep", description = "Leave a stack that had to be started running, to look at the traces.")
    private boolean keep;

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() throws InterruptedException {
        Home home = Surroundings.home();
        home.prepare();
        var issuer = LocalIssuer.of(home);
        if (against != null) {
            return ride(plan(Addresses.on(requireHost(against)), issuer));
        }
        Optional<RunningStack> running = RunningStack.find(home);
        if (running.isPresent()) {
            return ride(plan(addresses(running.get().ports()), issuer));
        }
        SimulationPlan plan = plan(addresses(options.settings().ports()), issuer);
        if (keep) {
            int started = DetachedStack.start(options, home, line -> Output.say(spec, line));
            return started == 0 ? ride(plan) : started;
        }
        return rideOnOwnStack(plan);
    }

    private int rideOnOwnStack(SimulationPlan plan) throws InterruptedException {
        LocalStack stack = LocalStack.in(options.settings(), line -> Output.say(spec, line));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
        try (stack) {
            return rideOn(stack, plan);
        }
    }

    private int rideOn(LocalStack stack, SimulationPlan plan) throws InterruptedException {
        try {
            Output.say(spec, stack.start().readyLine());
            int result = WhilePartsLive.call(stack.failure(), () -> ride(plan));
            Output.say(spec, "Stopping the stack; `./ridewire demo --keep` leaves it running, to look at the trace.");
            return result;
        } catch (PartFailedException e) {
            if (stack.isClosed()) {
                // A signal ended the demo, and the JVM exits with the signal's code. No ride was judged, so the code is
                // never 0.
                return INTERRUPTED;
            }
            throw e;
        }
    }

    private int ride(SimulationPlan plan) throws InterruptedException {
        SimulationSummary summary = new CitySimulation(plan, new ProgressPrinter(System.out)).run();
        @Nullable
        URI traces = plan.addresses().traces();
        @Nullable
        URI trace = traces == null || summary.oneRideId() == null
                ? null
                : new TraceFinder(traces).pageOf(summary.oneRideId());
        Output.say(spec, "\n" + SummaryTable.of(summary, trace));
        return summary.successful() ? 0 : 1;
    }

    private SimulationPlan plan(Addresses addresses, LocalIssuer issuer) {
        SimulationPlan plan = SimulationPlan.madeUp(
                addresses, (role, name) -> issuer.tokenFor(Role.of(role), name, Instant.now()), rides, drivers);
        if (trips != null) {
            plan = plan.withTrips(TripFile.read(trips));
        }
        return seed == null ? plan : plan.withSeed(seed);
    }

    private static Addresses addresses(StackPorts ports) {
        return new Addresses(
                ports.address(Part.BOOKING), ports.address(Part.DISPATCH), ports.address(Part.TRACKING),
                ports.address(Part.ZIPKIN));
    }

    private static URI requireHost(URI against) {
        if (against.getHost() == null) {
            throw new IllegalArgumentException("--against: " + against + " (expected: like http://127.0.0.1)");
        }
        return against;
    }
}
