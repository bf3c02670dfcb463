package dev.ridewire.testing.parts;

import dev.ridewire.parts.LocalKafka;
import dev.ridewire.parts.Ports;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Kafka as a child of the tests' JVM, on the tests' own class path. */
final class ChildKafka implements Kafka {
    private final LocalKafka.Settings settings;
    private @Nullable LocalKafka running;

    ChildKafka() {
        Path folder = TemporaryFolder.untilExit(this::stop).path();
        settings = new LocalKafka.Settings(
                folder.resolve("data"), folder.resolve("kafka.log"), Ports.free(), Ports.free(),
                System.getProperty("java.class.path"));
    }

    @Override
    public String bootstrapServers() {
        return Ports.HOST + ":" + settings.port();
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            running = LocalKafka.start(settings);
        }
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }
}
