package dev.ridewire.testing.parts;

import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.Ports;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * A container that can be stopped and started again with its data and its port. Testcontainers can only start and
 * remove, and Docker chooses a new port at each start. So this class chooses the port, on the loopback.
 */
final class ContainerPart {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STOP_GRACE_S = 30;

    private final String name;
    private final GenericContainer<?> container;
    private final Callable<Boolean> ready;
    private boolean made;

    /**
     * @param name      its name in messages
     * @param inside    the port that it listens on
     * @param outside   the port of this machine that leads there
     * @param ready     returns whether it does its work
     */
    ContainerPart(String name, GenericContainer<?> container, int inside, int outside, Callable<Boolean> ready) {
        this.name = name;
        this.ready = ready;
        this.container = container;
        container.withStartupTimeout(PATIENCE);
        container.withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                .withPortBindings(new PortBinding(
                        Binding.bindIpAndPort(Ports.HOST, outside), ExposedPort.tcp(inside))));
        // Removal is registered before Docker starts the container, because it may be created and still fail to start.
        TestParts.atExit(this::remove);
    }

    /** @throws PartFailedException if it does not start; where there is no Docker, the message says so */
    synchronized void start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new PartFailedException("-Dstack=containers needs Docker on this machine, and none answers; "
                    + "without -Dstack the tests run on child processes");
        }
        if (!made) {
            container.start();
            made = true;
        } else if (!container.isRunning()) {
            container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
        }
        Condition.await(name + " in its container is ready", PATIENCE, ready);
    }

    synchronized void stop() {
        if (!container.isRunning()) {
            return;
        }
        try {
            container.getDockerClient().stopContainerCmd(container.getContainerId()).withTimeout(STOP_GRACE_S).exec();
        } catch (NotModifiedException e) {
            // It stopped by itself in the meantime.
        }
    }

    /** With its data. */
    synchronized void remove() {
        container.stop();
    }
}
