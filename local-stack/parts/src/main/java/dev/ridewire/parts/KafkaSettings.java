package dev.ridewire.parts;

import java.util.HashMap;
import java.util.Map;

/** Kafka's settings: one node that is its own controller, and no automatic creation of topics. */
public final class KafkaSettings {
    /** Settings of every deployment; the container of {@code docker-compose.yml} has the same. */
    public static final Map<String, String> EVERYWHERE = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "3"),
            Map.entry("offsets.topic.replication.factor", "1"),
            // The default is 50. Opening them takes most of a small node's start.
            Map.entry("offsets.topic.num.partitions", "3"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "3"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "3"),
            // With the default of 3 s, the first members of a group would wait for others.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"));

    private KafkaSettings() {}

    /** Returns the settings of a child process, which listens on the loopback only. */
    static Map<String, String> of(LocalKafka.Settings settings) {
        String broker = Ports.HOST + ":" + settings.port();
        String controller = Ports.HOST + ":" + settings.controllerPort();
        var all = new HashMap<>(EVERYWHERE);
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@" + controller);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        all.put("advertised.listeners", "PLAINTEXT://" + broker);
        all.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        all.put("log.dirs", settings.data().resolve("log").toAbsolutePath().toString());
        all.putAll(settings.more());
        return all;
    }
}
