package dev.ridewire.bench.relay;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.CpuMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM of a contender's relay, which is separate so that its processor time can be told apart. */
final class RelayProcess implements AutoCloseable {
    private final AnsweringJvm jvm;

    private RelayProcess(AnsweringJvm jvm) {
        this.jvm = jvm;
    }

    /** @param jvmOptions additional options, for example for a profiler */
    static RelayProcess start(Contender contender, Place place, Path stamps, Path log, List<String> jvmOptions)
            throws IOException {
        var database = place.database();
        List<String> arguments = new ArrayList<>(jvmOptions);
        arguments.addAll(List.of("-cp", contender.classPath(), RelayMain.class.getName(),
                contender.name(), database.host(), Integer.toString(database.port()), database.name(),
                database.service(), database.appPassword(), place.kafka(), place.topic(), stamps.toString()));
        return new RelayProcess(AnsweringJvm.start(contender.name(), log, arguments));
    }

    /** @param databasePort the relay's port of PostgreSQL */
    void startRelay(int databasePort) throws IOException {
        jvm.ask("start " + databasePort);
    }

    void stopRelay() throws IOException {
        jvm.ask("stop");
    }

    /** Records events in the relay's JVM. */
    Load.Done record(Load load) throws IOException {
        String[] answer = jvm.ask("record %d %d %d %d %d".formatted(
                load.first(), load.count(), load.perSecond(), load.perCommit(), load.payloadBytes())).split(" ");
        return new Load.Done(Long.parseLong(answer[0]), Long.parseLong(answer[1]));
    }

    CpuMeter.Spent cpu() {
        return jvm.cpu();
    }

    @Override
    public void close() throws IOException {
        jvm.close();
    }
}
