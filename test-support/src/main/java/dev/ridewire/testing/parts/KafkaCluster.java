package dev.ridewire.testing.parts;

import dev.ridewire.parts.LocalKafka;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Three brokers, 1 to 3, each a controller as well; a topic has three replicas by default, two of which must be in
 * sync. Tests use it to see how producers behave when partitions change their leaders and brokers die. The brokers are
 * child processes even when the other parts are containers: tests kill them one by one, and a network of containers
 * would show nothing more.
 */
public final class KafkaCluster implements AutoCloseable {
    private static final List<Integer> BROKERS = List.of(1, 2, 3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<Integer, LocalKafka.Settings> settings = new TreeMap<>();
    private final Map<Integer, LocalKafka> running = new TreeMap<>();
    private final TemporaryFolder folder;
    private final Admin admin;

    private KafkaCluster() {
        folder = TemporaryFolder.untilExit(this::stop);
        Map<Integer, Integer> controllers = BROKERS.stream()
                .collect(Collectors.toMap(broker -> broker, broker -> Ports.free()));
        String voters = controllers.entrySet().stream()
                .map(controller -> controller.getKey() + "@" + Ports.HOST + ":" + controller.getValue())
                .collect(Collectors.joining(","));
        controllers.forEach((broker, port) -> settings.put(broker, new LocalKafka.Settings(
                folder.path().resolve("data-" + broker), folder.path().resolve("kafka-" + broker + ".log"),
                Ports.free(), port, System.getProperty("java.class.path"), parameters(broker, voters))));
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000));
    }

    private static Map<String, String> parameters(int broker, String voters) {
        return Map.ofEntries(
                Map.entry("node.id", Integer.toString(broker)),
                Map.entry("controller.quorum.voters", voters),
                Map.entry("default.replication.factor", "3"),
                Map.entry("min.insync.replicas", "2"),
                Map.entry("offsets.topic.replication.factor", "3"),
                Map.entry("transaction.state.log.replication.factor", "3"),
                Map.entry("transaction.state.log.min.isr", "2"),
                Map.entry("share.coordinator.state.topic.replication.factor", "3"),
                Map.entry("share.coordinator.state.topic.min.isr", "2"),
                // The time after which a killed broker counts as dead; Kafka's own default is 9 s.
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "500"));
    }

    static KafkaCluster start() {
        var cluster = new KafkaCluster();
        try {
            cluster.startAll();
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** Returns the addresses of all three brokers. */
    public String bootstrapServers() {
        return settings.values().stream().map(broker -> Ports.HOST + ":" + broker.port())
                .collect(Collectors.joining(","));
    }

    /** Returns the broker that leads a partition; waits until there is one. */
    public int leaderOf(String topic, int partition) {
        Condition.await("%s-%d has a leader".formatted(topic, partition), PATIENCE,
                () -> leader(topic, partition).isPresent());
        return leader(topic, partition).orElseThrow();
    }

    /** Moves a partition to another leader while all brokers live, and returns the new leader. */
    public int moveLeader(String topic, int partition) {
        var moved = new TopicPartition(topic, partition);
        int old = leaderOf(topic, partition);
        List<Integer> replicas = new ArrayList<>(
                describe(topic).get(partition).replicas().stream().map(Node::id).toList());
        // The first replica is the preferred leader.
        replicas.remove(Integer.valueOf(old));
        replicas.add(old);
        result(admin.alterPartitionReassignments(Map.of(moved, Optional.of(new NewPartitionReassignment(replicas))))
                .all());
        Condition.await(moved + " is led by broker " + replicas.getFirst(), PATIENCE, () -> {
            result(admin.electLeaders(ElectionType.PREFERRED, Set.of(moved)).partitions());
            return leader(topic, partition).equals(Optional.of(replicas.getFirst()));
        });
        return replicas.getFirst();
    }

    /** Waits until a broker other than the dead one leads a partition. */
    public void awaitLeaderOtherThan(int broker, String topic, int partition) {
        Condition.await("%s-%d is not led by broker %d".formatted(topic, partition, broker), PATIENCE,
                () -> leader(topic, partition).filter(leader -> leader != broker).isPresent());
    }

    /** Waits until every replica of every partition of a topic is in sync. */
    public void awaitInSync(String topic) {
        Condition.await("all replicas of " + topic + " are in sync", PATIENCE, () -> describe(topic).stream()
                .allMatch(partition -> partition.isr().size() == partition.replicas().size()));
    }

    /** Stops a broker cleanly: it hands over its partitions first. */
    public synchronized void stopBroker(int broker) {
        LocalKafka stopped = running.remove(broker);
        if (stopped != null) {
            stopped.stop();
        }
    }

    /** Ends a broker as a crash would. Its partitions have no leader until the cluster notices, 4 s later. */
    public synchronized void killBroker(int broker) {
        LocalKafka killed = running.remove(broker);
        if (killed != null) {
            killed.process().kill();
        }
    }

    /** Starts a broker again, on its port and with its data. It may not be in sync yet: see {@link #awaitInSync}. */
    public synchronized void startBroker(int broker) {
        if (!running.containsKey(broker)) {
            var its = Objects.requireNonNull(settings.get(broker), "brokers are 1, 2 and 3");
            running.put(broker, LocalKafka.start(its));
        }
    }

    /** Stops all brokers and forgets their data. */
    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        stop();
        folder.delete();
    }

    /** No broker is ready before two of them run. */
    private synchronized void startAll() {
        try (var threads = Executors.newFixedThreadPool(BROKERS.size())) {
            Map<Integer, Future<LocalKafka>> starting = new TreeMap<>();
            settings.forEach((broker, its) -> starting.put(broker, threads.submit(() -> LocalKafka.start(its))));
            starting.forEach((broker, started) -> running.put(broker, result(started)));
        }
    }

    /** They stop at the same time: otherwise the last ones would wait in vain for a controller to deregister from. */
    private synchronized void stop() {
        running.values().forEach(broker -> broker.process().kill());
        running.clear();
    }

    private Optional<Integer> leader(String topic, int partition) {
        return Optional.ofNullable(describe(topic).get(partition).leader()).map(Node::id).filter(id -> id >= 0);
    }

    private List<TopicPartitionInfo> describe(String topic) {
        return result(admin.describeTopics(List.of(topic)).allTopicNames()).values().iterator().next().partitions();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(PATIENCE.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new PartFailedException("the Kafka cluster: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new PartFailedException("the Kafka cluster did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("interrupted while waiting for the Kafka cluster", e);
        }
    }
}
