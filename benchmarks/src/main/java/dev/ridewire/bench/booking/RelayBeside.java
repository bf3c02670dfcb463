package dev.ridewire.bench.booking;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.CpuMeter;
import dev.ridewire.parts.ServiceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Ridewire's relay in a JVM of its own, for a contender that has none and leaves its events in the outbox. */
final class RelayBeside implements AutoCloseable {
    private final AnsweringJvm jvm;

    private RelayBeside(AnsweringJvm jvm) {
        this.jvm = jvm;
    }

    static RelayBeside start(ServiceDatabase database, String kafka, Path log) throws IOException {
        var relay = new RelayBeside(AnsweringJvm.start("relay", log, List.of(
                "-cp", System.getProperty("java.class.path"), RelayBesideMain.class.getName(), database.host(),
                Integer.toString(database.port()), database.name(), database.service(), database.appPassword(),
                kafka)));
        relay.jvm.ask("start");
        return relay;
    }

    CpuMeter.Spent cpu() {
        return jvm.cpu();
    }

    @Override
    public void close() {
        try {
            jvm.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
