package dev.ridewire.testing.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class KafkaClusterTest {
    private static final String TOPIC = "rides";

    @Test
    void leadersMoveBrokersDieAndComeBack() throws Exception {
        try (KafkaCluster cluster = TestParts.kafkaCluster()) {
            try (Admin admin = Admin.create(
                    Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty()))).all()
                        .get(30, TimeUnit.SECONDS);
            }
            int first = cluster.leaderOf(TOPIC, 0);
            int second = cluster.moveLeader(TOPIC, 0);
            assertThat(second).isNotEqualTo(first).isEqualTo(cluster.leaderOf(TOPIC, 0));

            cluster.killBroker(second);
            cluster.awaitLeaderOtherThan(second, TOPIC, 0);

            cluster.startBroker(second);
            cluster.awaitInSync(TOPIC);

            int third = cluster.leaderOf(TOPIC, 0);
            cluster.stopBroker(third);
            assertThat(cluster.leaderOf(TOPIC, 0)).isNotEqualTo(third);
        }
    }
}
