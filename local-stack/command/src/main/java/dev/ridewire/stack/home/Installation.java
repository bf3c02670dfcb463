package dev.ridewire.stack.home;

import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The jars that Maven has built, and the settings in the checkout.
 *
 * @param root the folder of the root {@code pom.xml}
 */
public record Installation(Path root) {
    public Installation {
        Objects.requireNonNull(root, "root");
        root = root.toAbsolutePath().normalize();
    }

    /** Returns the executable jar of a service. */
    public Path serviceJar(String service) {
        return built(root.resolve(service + "-service/target"), service + "-service-*-exec.jar");
    }

    public Path agentJar() {
        return built(root.resolve("local-stack/command/target/tools"), "opentelemetry-javaagent*.jar");
    }

    /** Returns the settings of the agent that every service shares. */
    public Path agentSettings() {
        return root.resolve("deploy/opentelemetry-agent.properties");
    }

    public Path zipkinJar() {
        return built(root.resolve("local-stack/command/target/tools"), "zipkin-server*.jar");
    }

    private static Path built(Path folder, String pattern) {
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, pattern)) {
                List<Path> found = new java.util.ArrayList<>();
                files.forEach(found::add);
                if (found.size() == 1) {
                    return found.getFirst();
                }
            } catch (IOException e) {
                throw new PartFailedException("The folder " + folder + " can't be read: " + e, e);
            }
        }
        throw new PartFailedException(
                "There is not exactly one " + pattern + " in " + folder
                        + "; `mvn -B -DskipTests clean package` makes it.");
    }
}
