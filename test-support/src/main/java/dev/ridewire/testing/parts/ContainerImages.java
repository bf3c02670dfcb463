package dev.ridewire.testing.parts;

import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.testcontainers.utility.DockerImageName;

/** The images of the tests' containers: those that {@code docker-compose.yml} names, in the versions that it names. */
final class ContainerImages {
    private static final String COMPOSE = "/containers/docker-compose.yml";

    private ContainerImages() {}

    static DockerImageName of(String repository) {
        return Pattern.compile("^ *image: (" + Pattern.quote(repository) + ":\\S+)$", Pattern.MULTILINE)
                .matcher(compose()).results()
                .map((MatchResult image) -> image.group(1))
                .findFirst()
                .map(DockerImageName::parse)
                .orElseThrow(() -> new PartFailedException("docker-compose.yml names no image of " + repository));
    }

    private static String compose() {
        try (var in = ContainerImages.class.getResourceAsStream(COMPOSE)) {
            return new String(Objects.requireNonNull(in, COMPOSE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PartFailedException(COMPOSE + " can't be read: " + e.getMessage(), e);
        }
    }
}
