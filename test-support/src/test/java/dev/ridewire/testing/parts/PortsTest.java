package dev.ridewire.testing.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.parts.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test runs of several modules, side by side: each looks for free ports. */
class PortsTest {
    /** More than one block. */
    private static final int MANY = 150;

    @Test
    void noTwoJvmsAreGivenTheSamePort() throws IOException {
        var children = List.of(start(), start());
        try {
            var ports = new ArrayList<>(IntStream.range(0, MANY).map(i -> Ports.free()).boxed().toList());
            for (var child : children) {
                ports.addAll(read(child.inputReader()));
            }

            assertThat(ports).hasSize(3 * MANY).doesNotHaveDuplicates();
        } finally {
            children.forEach(Process::destroy);
        }
    }

    @Test
    void aLivingJvmKeepsItsPorts() throws IOException {
        var other = start();
        try {
            var taken = read(other.inputReader());

            var ours = IntStream.range(0, 10 * MANY).map(i -> Ports.free()).boxed().toList();

            assertThat(other.isAlive()).isTrue();
            assertThat(ours).doesNotContainAnyElementsOf(taken);
        } finally {
            other.destroy();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
                System.getProperty("java.class.path"), PortsTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<Integer> read(BufferedReader ports) throws IOException {
        return Stream.of(ports.readLine().split(" ")).map(Integer::valueOf).toList();
    }

    /** Runs in the child: prints its ports, and keeps them until its input ends. */
    public static void main(String[] args) throws IOException {
        var ports = IntStream.range(0, MANY).mapToObj(i -> Integer.toString(Ports.free())).toList();
        System.out.println(String.join(" ", ports));
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
